package org.sluice.gpu.exposition;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the bodies of one node's exporter, one after the other, in the Prometheus text format 0.0.4 as far as exporters
 * of GPUs use it. It remembers the label sets it has met, because every body repeats them; not safe for two threads at
 * once.
 */
public final class ExpositionReader {
    private static final int LONGEST_LINE = 8192;
    private static final int BUFFER = 2 * LONGEST_LINE;
    private static final int REMEMBERED_LABEL_SETS = 512;

    private final ByteTable<LabelSet> labelSets = new ByteTable<>();
    private final ExpectedLines expected = new ExpectedLines();

    /**
     * Reads a body to its end. Whatever the bytes are, it comes to an end; only the stream itself can fail.
     *
     * @param body its lines end with a line feed; a last one without is taken for cut off
     */
    public Scrape read(InputStream body) throws IOException {
        if (labelSets.size() > REMEMBERED_LABEL_SETS) {
            labelSets.clear();
            expected.clear();
        }
        expected.fromTheTop();
        Body read = new Body(labelSets, expected);
        byte[] buffer = new byte[BUFFER];
        int kept = 0;
        boolean tooLong = false;
        for (int count; (count = body.read(buffer, kept, BUFFER - kept)) >= 0; ) {
            int end = kept + count;
            int begin = 0;
            int searched = kept;
            while (true) {
                ExpectedLine line = tooLong || searched > begin ? null : expected.at(buffer, begin, end);
                int rest = line == null ? searched : line.rest(begin);
                int lineEnd = lineEnd(buffer, rest, end);
                if (lineEnd == end) {
                    if (line != null) {
                        expected.stepBack();
                    }
                    break;
                }
                if (tooLong || lineEnd - begin > LONGEST_LINE) {
                    read.unreadableLine();
                    tooLong = false;
                } else if (line == null) {
                    read.line(buffer, begin, lineEnd);
                } else {
                    read.restOf(line, buffer, rest, lineEnd);
                }
                begin = lineEnd + 1;
                searched = begin;
            }
            kept = end - begin;
            if (kept > LONGEST_LINE) {
                tooLong = true;
                kept = 0;
            } else {
                System.arraycopy(buffer, begin, buffer, 0, kept);
            }
        }
        if (kept > 0 || tooLong) {
            read.unreadableLine();
        }
        return read.scrape();
    }

    private static int lineEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        return i;
    }
}
