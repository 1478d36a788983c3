package org.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTests {
    @Test
    void showsWhatATerminalWouldShow() {
        assertThat(TerminalText.shown("\u001b[31merror\u001b[0m: no\u0007", 100))
                .isEqualTo("error: no");
        assertThat(TerminalText.shown("10 %\r50 %\r100 %", 100)).isEqualTo("100 %");
        assertThat(TerminalText.shown("a line of Windows\r", 100)).isEqualTo("a line of Windows");
        assertThat(TerminalText.shown("a\tb", 100)).isEqualTo("a\tb");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(TerminalText.shown("abcdef", 3)).isEqualTo("abc…");
    }
}
