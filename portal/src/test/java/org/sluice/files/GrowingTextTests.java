package org.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GrowingTextTests {
    private static final String TEXT = "épochs 3 ✓ 𝄞 done\n";

    @Test
    void givesTheSameTextWhereverTheFileIsCut() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            GrowingText growing = new GrowingText();
            String text = growing.next(Arrays.copyOfRange(bytes, 0, cut))
                    + growing.next(Arrays.copyOfRange(bytes, cut, bytes.length));
            assertThat(text).as("cut at byte %d", cut).isEqualTo(TEXT);
        }
    }

    @Test
    void marksBytesThatAreNoText() {
        assertThat(new GrowingText().next(new byte[] {'a', (byte) 0xff, 'b'})).isEqualTo("a\uFFFDb");
    }
}
