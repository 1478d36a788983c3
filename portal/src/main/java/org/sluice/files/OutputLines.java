package org.sluice.files;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a part of a file. Where there are very many, the first and the last are kept and the numbers go on.
 *
 * @param whole whether all are kept
 */
record OutputLines(List<OutputLine> kept, boolean whole) {
    static final int FIRST = 2_000;
    static final int LAST = 18_000;
    private static final int LINE_CHARACTERS = 2_000;

    /** @param first number of the first line */
    static OutputLines of(String path, boolean error, long first, String text) {
        long all = ends(text) + (text.isEmpty() || text.endsWith("\n") ? 0 : 1);
        long skippedTo = all > FIRST + LAST ? all - LAST : FIRST;
        List<OutputLine> kept = new ArrayList<>();
        int from = 0;
        for (long index = 0; index < all; index++) {
            int end = text.indexOf('\n', from);
            int until = end < 0 ? text.length() : end;
            if (index < FIRST || index >= skippedTo) {
                String line = TerminalText.shown(text.substring(from, until), LINE_CHARACTERS);
                kept.add(new OutputLine(path, error, first + index, line));
            }
            from = until + 1;
        }
        return new OutputLines(List.copyOf(kept), all == kept.size());
    }

    /** Line ends in a text. */
    static long ends(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }
}
