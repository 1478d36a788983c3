package org.sluice.remote.tunnel;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer: no more than a limit, and all of what the answer said it would be. */
final class AnswerBody extends InputStream {
    /** More came than is read. */
    static final class TooMuch extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuch(long limit) {
            super("more than " + limit + " bytes");
        }
    }

    private final InputStream in;
    private final long limit;
    private final long length;
    private long read;

    /** @param length what Content-Length said; negative where it said nothing and the body ends with the stream */
    AnswerBody(InputStream in, long limit, long length) {
        this.in = in;
        this.limit = limit;
        this.length = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (length >= 0 && read == length) {
            return -1;
        }
        int wanted = length < 0 ? most : (int) Math.min(most, length - read);
        int got = in.read(into, from, wanted);
        if (got < 0) {
            if (length > read) {
                throw new EOFException("it broke off after " + read + " of " + length + " bytes");
            }
            return -1;
        }
        read += got;
        if (read > limit) {
            throw new TooMuch(limit);
        }
        return got;
    }
}
