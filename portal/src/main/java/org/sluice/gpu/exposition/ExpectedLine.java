package org.sluice.gpu.exposition;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A labelled line of the body before, up to its value. */
final class ExpectedLine {
    private final byte[] name;
    private final @Nullable SeriesName series;
    private final LabelSet labels;

    /** @param series null for one that nobody reads */
    ExpectedLine(byte[] name, @Nullable SeriesName series, LabelSet labels) {
        this.name = name;
        this.series = series;
        this.labels = labels;
    }

    @Nullable
    SeriesName series() {
        return series;
    }

    LabelSet labels() {
        return labels;
    }

    /** Whether a line with this name and these labels begins there. */
    boolean begins(byte[] bytes, int from, int end) {
        int nameEnd = from + name.length;
        int labelsEnd = rest(from) - 1;
        return labelsEnd < end
                && bytes[nameEnd] == '{'
                && bytes[labelsEnd] == '}'
                && Arrays.equals(name, 0, name.length, bytes, from, nameEnd)
                && Arrays.equals(labels.bytes(), 0, labels.bytes().length, bytes, nameEnd + 1, labelsEnd);
    }

    /** What follows the closing brace of the line that begins there. */
    int rest(int from) {
        return from + name.length + labels.bytes().length + 2;
    }
}
