package org.sluice.cluster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The records of a {@code scontrol show} answer, one text each, whether written on one line or on many. */
final class Blocks {
    private Blocks() {}

    /**
     * Splits where a line begins with the key.
     *
     * @param key what every record begins with, such as "NodeName"
     */
    static List<String> of(String stdout, String key) {
        Matcher begin = Pattern.compile("(?dm)^" + Pattern.quote(key) + "=").matcher(stdout);
        List<String> blocks = new ArrayList<>();
        int from = 0;
        while (begin.find()) {
            add(blocks, stdout.substring(from, begin.start()));
            from = begin.start();
        }
        add(blocks, stdout.substring(from));
        return blocks;
    }

    /** The block as {@code --oneliner} writes it; ends of line in people's texts stay. */
    static String onOneLine(String block) {
        return block.replace("\n   ", " ");
    }

    /** What stands in front of the first record is kept too: it is for the reader to refuse. */
    private static void add(List<String> blocks, String block) {
        if (!block.isBlank()) {
            blocks.add(block.strip());
        }
    }
}
