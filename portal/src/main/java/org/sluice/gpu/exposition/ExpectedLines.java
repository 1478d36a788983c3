package org.sluice.gpu.exposition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The labelled lines of the body before: an exporter writes the same ones in the same order each time, and one that
 * begins as expected needs no second look at its name and labels.
 */
final class ExpectedLines {
    private static final int MOST = 4096;

    private final List<ExpectedLine> lines = new ArrayList<>();
    private int next;

    /** A body begins. */
    void fromTheTop() {
        next = 0;
    }

    void clear() {
        lines.clear();
        next = 0;
    }

    /** The line that is expected at this place of the body; null when there is none, or another one begins here. */
    @Nullable
    ExpectedLine at(byte[] bytes, int from, int end) {
        if (next == lines.size() || !lines.get(next).begins(bytes, from, end)) {
            return null;
        }
        return lines.get(next++);
    }

    /** The line that began has not come to its end: it is met again. */
    void stepBack() {
        next--;
    }

    /** Expects the line in the next body where it stood in this one. */
    void remember(ExpectedLine line) {
        if (next < lines.size()) {
            lines.set(next++, line);
        } else if (next < MOST) {
            lines.add(line);
            next++;
        }
    }
}
