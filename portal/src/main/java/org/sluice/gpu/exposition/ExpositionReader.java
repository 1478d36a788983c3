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
    private static final int BUFFER = 65_536;
    private static final int REMEMBERED_LABEL_SETS = 512;

    private final ByteTable<LabelSet> labelSets = new ByteTable<>();

    /**
     * Reads a body to its end. Whatever the bytes are, it comes to an end; only the stream itself can fail.
     *
     * @param body its lines end with a line feed; a last one without is taken for cut off
     */
    public Scrape read(InputStream body) throws IOException {
        if (labelSets.size() > REMEMBERED_LABEL_SETS) {
            labelSets.clear();
        }
        Body read = new Body(labelSets);
        byte[] buffer = new byte[BUFFER];
        int kept = 0;
        boolean tooLong = false;
        for (int count; (count = body.read(buffer, kept, BUFFER - kept)) >= 0; ) {
            int end = kept + count;
            int begin = 0;
            for (int i = kept; i < end; i++) {
                if (buffer[i] == '\n') {
                    if (tooLong || i - begin > LONGEST_LINE) {
                        read.unreadableLine();
                        tooLong = false;
                    } else {
                        read.line(buffer, begin, i);
                    }
                    begin = i + 1;
                }
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
}
