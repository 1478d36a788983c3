package org.sluice.assistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks up the marks of an answer among what was given; the page uses the same two patterns (assistant.js). */
final class Citations {
    private static final Pattern BRACKETS = Pattern.compile("\\[([^\\[\\]\\n]{1,200})\\]");
    private static final Pattern MARK =
            Pattern.compile("[LE]\\d{1,9}(?:-[LE]?\\d{1,9})?|[SG]:[A-Za-z0-9_.:/@+-]{1,100}");
    private static final Pattern BETWEEN = Pattern.compile("\\s*[,;]\\s*");

    /** A mark that was looked up; without pieces it is not in the evidence. */
    record Checked(String mark, boolean known, List<Given.Piece> pieces) {}

    private final Given given;
    private final Map<String, Checked> checked = new LinkedHashMap<>();

    Citations(Given given) {
        this.given = given;
    }

    /** The marks of the text that were not looked up before. */
    synchronized List<Checked> newIn(String text) {
        List<Checked> fresh = new ArrayList<>();
        Matcher brackets = BRACKETS.matcher(text);
        while (brackets.find()) {
            for (String mark : BETWEEN.splitAsStream(brackets.group(1).strip()).toList()) {
                if (MARK.matcher(mark).matches() && !checked.containsKey(mark)) {
                    List<Given.Piece> pieces = given.at(mark);
                    Checked result = new Checked(mark, !pieces.isEmpty(), pieces);
                    checked.put(mark, result);
                    fresh.add(result);
                }
            }
        }
        return fresh;
    }

    synchronized List<Checked> all() {
        return List.copyOf(checked.values());
    }
}
