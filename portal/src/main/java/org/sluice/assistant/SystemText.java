package org.sluice.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** What the model is told of its task; the text and its number are in {@code assistant/system.txt}. */
final class SystemText {
    private static final String TEXT = read();

    private SystemText() {}

    static String with(String nonce) {
        return TEXT.replace("NONCE", nonce);
    }

    private static String read() {
        try {
            return new ClassPathResource("assistant/system.txt").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
