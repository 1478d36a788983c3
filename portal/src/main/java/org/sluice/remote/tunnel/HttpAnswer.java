package org.sluice.remote.tunnel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of an answer to a request in HTTP/1.0, which a server may not answer in chunks (RFC 9112, 6.1).
 *
 * @param length of the body in bytes; negative where it ends with the stream
 */
record HttpAnswer(int status, long length) {
    private static final int HEAD_LIMIT_BYTES = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    /** What came is not an answer in HTTP. */
    static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1L;

        NotHttp(String sentence) {
            super(sentence);
        }
    }

    /** Reads the head and leaves the stream at the first byte of the body. */
    static HttpAnswer read(InputStream in) throws IOException {
        List<String> lines = head(in).lines().toList();
        Matcher status = STATUS.matcher(lines.get(0));
        if (!status.matches()) {
            throw new NotHttp("it does not answer in HTTP");
        }
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if (fields.containsKey("transfer-encoding")) {
            throw new NotHttp("it answers with Transfer-Encoding " + fields.get("transfer-encoding"));
        }
        return new HttpAnswer(Integer.parseInt(status.group(1)), length(fields.get("content-length")));
    }

    private static long length(@Nullable String field) throws NotHttp {
        if (field == null) {
            return -1;
        }
        if (!field.matches("\\d{1,15}")) {
            throw new NotHttp("it answers with Content-Length " + field);
        }
        return Long.parseLong(field);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("it closes without an answer");
            }
            if (head.size() == HEAD_LIMIT_BYTES) {
                throw new NotHttp("the head of its answer has no end");
            }
            head.write(next);
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
