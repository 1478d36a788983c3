package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedStreamTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void findsMarksHoweverTheBytesArrive(int atOnce) throws IOException {
        MarkedStream stream = stream("noise--MARK-answer\nMARK 42\nrest", atOnce);
        assertThat(text(stream.until(bytes("-MARK"), 100))).isEqualTo("noise-");
        assertThat(text(stream.untilOrLimit(bytes("\nMARK "), 100))).isEqualTo("-answer");
        assertThat(stream.status()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void keepsNoMoreThanItsLimitAndSaysSo(int atOnce) throws IOException {
        MarkedStream.Before before = stream("0123456789MARK", atOnce).until(bytes("MARK"), 4);
        assertThat(text(before)).isEqualTo("0123");
        assertThat(before.cut()).isTrue();
        assertThat(stream("0123MARK", atOnce).until(bytes("MARK"), 4).cut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1000})
    void tellsWhatCameWhenTheMarkDidNot(int atOnce) {
        assertThatThrownBy(() -> stream("account closed MAR", atOnce).until(bytes("MARK"), 100))
                .isInstanceOfSatisfying(
                        MarkedStream.Unmarked.class,
                        ended -> assertThat(text(ended.before())).isEqualTo("account closed MAR"));
    }

    private static MarkedStream stream(String text, int atOnce) {
        return new MarkedStream(new FilterInputStream(new ByteArrayInputStream(bytes(text))) {
            @Override
            public int read(byte[] into) throws IOException {
                return super.read(into, 0, Math.min(atOnce, into.length));
            }
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(MarkedStream.Before before) {
        return new String(before.bytes(), StandardCharsets.US_ASCII);
    }
}
