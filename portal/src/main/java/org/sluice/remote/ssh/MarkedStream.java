package org.sluice.remote.ssh;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A stream in which marks are looked for, and what stands before a mark is kept up to a limit. */
final class MarkedStream {
    private static final int PIECE_BYTES = 32 * 1024;
    private static final int STATUS_DIGITS = 3;

    private final InputStream in;
    private byte[] held = new byte[0];

    MarkedStream(InputStream in) {
        this.in = in;
    }

    /**
     * What stood before a mark.
     *
     * @param cut whether there was more of it than the limit
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Before(byte[] bytes, boolean cut) {}

    /** The stream ended before the mark; what had come until then is kept. */
    static final class Unmarked extends EOFException {
        private final transient Before before;

        Unmarked(Before before) {
            super("the stream ended before its mark");
            this.before = before;
        }

        Before before() {
            return before;
        }
    }

    /** Reads past the next mark, however far it is, and keeps at most {@code limitBytes} of what stands before. */
    Before until(byte[] mark, int limitBytes) throws IOException {
        return until(mark, limitBytes, false);
    }

    /** As {@link #until(byte[], int)}, but stops reading once there is more than the limit before the mark. */
    Before untilOrLimit(byte[] mark, int limitBytes) throws IOException {
        return until(mark, limitBytes, true);
    }

    private Before until(byte[] mark, int limitBytes, boolean stopAtLimit) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        boolean cut = false;
        while (true) {
            int at = indexOf(held, mark);
            // Without a mark, all but its possible beginning at the end can go.
            int passed = at >= 0 ? at : Math.max(0, held.length - mark.length + 1);
            int room = Math.min(passed, limitBytes - kept.size());
            kept.write(held, 0, room);
            cut |= room < passed;
            if (at >= 0) {
                held = Arrays.copyOfRange(held, at + mark.length, held.length);
                return new Before(kept.toByteArray(), cut);
            }
            held = Arrays.copyOfRange(held, passed, held.length);
            if (cut && stopAtLimit) {
                return new Before(kept.toByteArray(), true);
            }
            if (!fill()) {
                kept.write(held, 0, Math.min(held.length, limitBytes - kept.size()));
                throw new Unmarked(new Before(kept.toByteArray(), cut));
            }
        }
    }

    /** The number that stands before the next newline. */
    int status() throws IOException {
        byte[] digits = until(new byte[] {'\n'}, STATUS_DIGITS).bytes();
        String text = new String(digits, StandardCharsets.US_ASCII);
        if (!text.matches("[0-9]+")) {
            throw new IOException("no exit status but '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private boolean fill() throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        int read = in.read(piece);
        if (read < 0) {
            return false;
        }
        int end = held.length;
        held = Arrays.copyOf(held, end + read);
        System.arraycopy(piece, 0, held, end, read);
        return true;
    }

    private static int indexOf(byte[] in, byte[] what) {
        for (int i = 0; i <= in.length - what.length; i++) {
            if (Arrays.equals(in, i, i + what.length, what, 0, what.length)) {
                return i;
            }
        }
        return -1;
    }
}
