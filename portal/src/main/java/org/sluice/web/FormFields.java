package org.sluice.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The fields of an address and of a form's body: {@code name=value&...} in percent-encoded UTF-8. */
final class FormFields {
    static final int MOST = 10_000;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int count;

    private FormFields() {}

    /**
     * The values by name; those of the address come first.
     *
     * @throws RequestRefused when a name or value cannot be read, has a NUL character, or there are too many
     */
    static Map<String, String[]> of(@Nullable String query, byte[] body) {
        FormFields fields = new FormFields();
        if (query != null) {
            fields.read(query.getBytes(StandardCharsets.ISO_8859_1));
        }
        fields.read(body);
        Map<String, String[]> byName = new LinkedHashMap<>();
        fields.values.forEach((name, values) -> byName.put(name, values.toArray(String[]::new)));
        return Collections.unmodifiableMap(byName);
    }

    private void read(byte[] text) {
        int start = 0;
        for (int at = 0; at <= text.length; at++) {
            if (at == text.length || text[at] == '&') {
                if (at > start) {
                    add(text, start, at);
                }
                start = at + 1;
            }
        }
    }

    private void add(byte[] text, int from, int to) {
        int equals = from;
        while (equals < to && text[equals] != '=') {
            equals++;
        }
        if (++count > MOST) {
            throw new RequestRefused(
                    HttpStatus.CONTENT_TOO_LARGE, "The portal reads at most " + MOST + " fields of one form.");
        }
        String value = equals < to ? decoded(text, equals + 1, to) : "";
        values.computeIfAbsent(decoded(text, from, equals), name -> new ArrayList<>(1))
                .add(value);
    }

    private static String decoded(byte[] text, int from, int to) {
        ByteBuffer plain = ByteBuffer.allocate(to - from);
        int at = from;
        while (at < to) {
            byte each = text[at];
            if (each == '%') {
                plain.put((byte) ((hex(text, at + 1, to) << 4) | hex(text, at + 2, to)));
                at += 3;
            } else {
                plain.put(each == '+' ? (byte) ' ' : each);
                at++;
            }
        }
        return words(plain.flip());
    }

    private static int hex(byte[] text, int at, int to) {
        if (at >= to || !HexFormat.isHexDigit(text[at])) {
            throw unreadable("has a percent sign that stands for no character");
        }
        return HexFormat.fromHexDigit(text[at]);
    }

    private static String words(ByteBuffer utf8) {
        String words;
        try {
            words = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException broken) {
            throw unreadable("is not written in UTF-8");
        }
        if (words.indexOf('\0') >= 0) {
            throw unreadable("has a NUL character");
        }
        return words;
    }

    private static RequestRefused unreadable(String why) {
        return new RequestRefused(
                HttpStatus.BAD_REQUEST, "The portal cannot read this request: one of its fields " + why + ".");
    }
}
