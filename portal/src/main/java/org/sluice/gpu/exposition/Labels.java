package org.sluice.gpu.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The labels between a series' braces, with their escapes ({@code \\}, {@code \"}, {@code \n}) resolved.
 *
 * @param texts by name; a label that is not there is as good as empty (Prometheus' data model)
 */
record Labels(Map<String, String> texts) {
    private static final int MOST = 64;
    private static final int LONGEST_IDENTITY = 128;
    private static final Pattern SECONDS = Pattern.compile("(\\d{9,10})(?:\\.(\\d{1,9}))?");

    /** @throws Unreadable when that is no list of labels in UTF-8 */
    static Labels parse(byte[] bytes, int from, int to) {
        String text = decoded(bytes, from, to);
        Map<String, String> texts = new HashMap<>();
        int i = 0;
        while (i < text.length()) {
            int equals = text.indexOf('=', i);
            if (equals < 0 || equals + 1 >= text.length() || text.charAt(equals + 1) != '"') {
                throw new Unreadable("a label without a quoted value");
            }
            StringBuilder value = new StringBuilder();
            int end = readQuoted(text, equals + 2, value);
            if (texts.put(text.substring(i, equals).strip(), value.toString()) != null || texts.size() > MOST) {
                throw new Unreadable("a label twice, or too many of them");
            }
            i = end + 1;
            if (i < text.length() && text.charAt(i++) != ',') {
                throw new Unreadable("labels without a comma between");
            }
        }
        return new Labels(Map.copyOf(texts));
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    DeviceKey device() {
        return new DeviceKey(identity("UUID"), bounded("GPU_I_ID"), bounded("GPU_I_PROFILE"));
    }

    /** A text that must be there. */
    String identity(String name) {
        String text = bounded(name);
        if (text.isEmpty()) {
            throw new Unreadable("no " + name);
        }
        return text;
    }

    String bounded(String name) {
        String text = text(name);
        if (text.length() > LONGEST_IDENTITY) {
            throw new Unreadable("too long: " + name);
        }
        return text;
    }

    @Nullable
    Integer number(String name) {
        Long number = longNumber(name);
        if (number != null && number > Integer.MAX_VALUE) {
            throw new Unreadable("too large: " + name);
        }
        return number == null ? null : number.intValue();
    }

    @Nullable
    Long longNumber(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Unreadable("no number: " + name);
        }
        return Long.valueOf(text);
    }

    /** Seconds since the epoch, with their fraction. */
    @Nullable
    Instant moment(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        var matcher = SECONDS.matcher(text);
        if (!matcher.matches()) {
            throw new Unreadable("no moment: " + name);
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        return Instant.ofEpochSecond(
                Long.parseLong(matcher.group(1)), Long.parseLong((fraction + "000000000").substring(0, 9)));
    }

    private static String decoded(byte[] bytes, int from, int to) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new Unreadable("a zero byte");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("not UTF-8");
        }
    }

    private static int readQuoted(String text, int from, StringBuilder value) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c != '\\') {
                value.append(c);
            } else if (++i < text.length()) {
                value.append(unescaped(text.charAt(i)));
            }
        }
        throw new Unreadable("an open quote");
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case '\\', '"' -> c;
            default -> throw new Unreadable("an unknown escape");
        };
    }
}
