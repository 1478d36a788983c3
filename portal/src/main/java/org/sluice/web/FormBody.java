package org.sluice.web;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;

/** The body of a form while it is read. */
final class FormBody {
    static final int MOST_BYTES = 1 << 20;
    private static final int PIECE = 8192;

    private final InputStream in;
    private final long length;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final byte[] piece = new byte[PIECE];
    private boolean ended;

    /**
     * A body of which nothing has been read yet.
     *
     * @param length in bytes; negative where the sender does not say it
     */
    FormBody(InputStream in, long length) {
        this.in = in;
        this.length = length;
        refuseMoreThanFits(length);
    }

    /** Reads what is here and waits for nothing; a body of unknown length is always waited for. */
    void readWhatHasCome() throws IOException {
        while (length >= 0 && !isWhole() && in.available() > 0) {
            readMore();
        }
    }

    /** Reads what comes next. */
    void readMore() throws IOException {
        int most = length < 0 ? PIECE : (int) Math.min(PIECE, length - read.size());
        int count = in.read(piece, 0, most);
        if (count >= 0) {
            read.write(piece, 0, count);
            refuseMoreThanFits(read.size());
        } else if (length < 0) {
            ended = true;
        } else {
            throw new EOFException("a form of " + length + " bytes ended after " + read.size());
        }
    }

    boolean isWhole() {
        return length < 0 ? ended : read.size() == length;
    }

    byte[] bytes() {
        return read.toByteArray();
    }

    private static void refuseMoreThanFits(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new RequestRefused(HttpStatus.CONTENT_TOO_LARGE, "The portal takes forms of at most 1 MiB.");
        }
    }
}
