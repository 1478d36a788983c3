package org.sluice.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small numbers as Slurm lists them, ascending: {@code 1-2,5-7} is 1 2 5 6 7; {@code 0,32} is 0 32. */
public final class Positions {
    private static final int MOST = 65_536;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private Positions() {}

    public static List<Integer> parse(String word) {
        List<Integer> positions = new ArrayList<>();
        for (String part : word.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part);
            if (!matcher.matches()) {
                throw new UnreadableWord(word, "a list of positions such as 0-3,5");
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (to < from || to - from + positions.size() > MOST) {
                throw new UnreadableWord(word, "a list of at most " + MOST + " positions, ascending");
            }
            for (int position = from; position <= to; position++) {
                positions.add(position);
            }
        }
        return List.copyOf(positions);
    }
}
