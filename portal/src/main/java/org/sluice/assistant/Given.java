package org.sluice.assistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the model was really given in a conversation, by mark: the only things that its citations can mean. */
final class Given {
    private static final int MOST_MARKS = 4000;
    private static final int LONGEST_RANGE = 40;
    private static final Pattern RANGE = Pattern.compile("([LE])(\\d{1,9})-[LE]?(\\d{1,9})");

    /**
     * A piece of evidence.
     *
     * @param kind {@code line}, {@code field} or {@code gpu}
     * @param label what it is called: {@code line 12}, {@code ExitCode}, {@code mean utilisation}
     * @param source where it is from, and when it was reported where that is known
     */
    record Piece(String mark, String kind, String label, String text, String source) {}

    private final Map<String, Map<String, Piece>> pieces = new LinkedHashMap<>();

    /** The newest of the same mark and label counts. */
    synchronized void add(Piece piece) {
        pieces.computeIfAbsent(piece.mark(), mark -> new LinkedHashMap<>()).put(piece.label(), piece);
        if (pieces.size() > MOST_MARKS) {
            pieces.remove(pieces.keySet().iterator().next());
        }
    }

    /** What stands behind a mark, or behind a range of lines ({@code L12-L15}); none when it was never given. */
    synchronized List<Piece> at(String mark) {
        Map<String, Piece> found = pieces.get(mark);
        if (found != null) {
            return List.copyOf(found.values());
        }
        Matcher range = RANGE.matcher(mark);
        return range.matches()
                ? between(range.group(1), Long.parseLong(range.group(2)), Long.parseLong(range.group(3)))
                : List.of();
    }

    private List<Piece> between(String letter, long from, long to) {
        if (!pieces.containsKey(letter + from) || !pieces.containsKey(letter + to) || to - from > LONGEST_RANGE) {
            return List.of();
        }
        List<Piece> all = new ArrayList<>();
        for (long number = from; number <= to; number++) {
            all.addAll(pieces.getOrDefault(letter + number, Map.of()).values());
        }
        return all;
    }
}
