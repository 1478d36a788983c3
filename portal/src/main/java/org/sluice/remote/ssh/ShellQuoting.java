package org.sluice.remote.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one place where a value becomes a word of a shell script.
 *
 * <p>A word stands in single quotes, inside which POSIX gives no character a meaning; a single quote itself becomes
 * {@code '\''}. So {@code $(id)} is {@code '$(id)'} and {@code it's} is {@code 'it'\''s'}.
 */
final class ShellQuoting {
    private static final byte[] QUOTED_QUOTE = {'\'', '\\', '\'', '\''};

    private ShellQuoting() {}

    /**
     * The value in UTF-8 as one quoted word.
     *
     * @throws IllegalArgumentException the value holds NUL or half a surrogate pair, which no word can
     */
    static byte[] word(String value) {
        byte[] bytes = utf8(value);
        ByteArrayOutputStream word = new ByteArrayOutputStream(bytes.length + 2);
        word.write('\'');
        for (byte b : bytes) {
            if (b == 0) {
                throw new IllegalArgumentException(
                        "A value holds the character NUL, which the cluster cannot be given;" + " remove it.");
            }
            if (b == '\'') {
                word.writeBytes(QUOTED_QUOTE);
            } else {
                word.write(b);
            }
        }
        word.write('\'');
        return word.toByteArray();
    }

    private static byte[] utf8(String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException halfACharacter) {
            throw new IllegalArgumentException(
                    "A value holds half a character, which the cluster cannot be given; type it again.",
                    halfACharacter);
        }
    }
}
