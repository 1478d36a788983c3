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

    @Test
    void leavesOutSequencesOfEverySort() {
        assertThat(TerminalText.shown(
                        "\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b\u001b(Bc\u001b[?25ld\u001b=e", 100))
                .isEqualTo("abcde");
        assertThat(TerminalText.shown("a\u001bPq#0\u001b\\b\u001b[38;5;1mc\u009b", 100))
                .isEqualTo("abc");
        assertThat(TerminalText.shown("\u001bé\u001b[é", 100)).isEqualTo("éé");
    }

    @Test
    void aSequenceThatNeverEndsIsOverWithItsLine() {
        TerminalText text = new TerminalText();

        assertThat(text.next("a\u001b]0;x")).isEqualTo("a");
        assertThat(text.next("still the title\nb\u001b[3")).isEqualTo("\nb");
        assertThat(text.next("1mc\r\nd")).isEqualTo("c\r\nd");
    }

    @Test
    void looksAtEachCharacterOnce() {
        // a pattern that goes back to each beginning needs hours for this
        String unended = "\u001b]".repeat(8 << 20);

        assertThat(TerminalText.shown(unended, 100)).isEmpty();
        assertThat(new TerminalText().next(unended + "\n" + unended)).isEqualTo("\n");
    }

    @Test
    void doesNotCutACharacterInTwo() {
        assertThat(TerminalText.shown("ab\ud83d\ude00c", 3)).isEqualTo("ab…");
    }

    @Test
    void showsEachLineOfATextAsItStandsInTheEnd() {
        assertThat(TerminalText.ofLines("a\r\n1\r2\r3\n\n\r\nx\ry")).isEqualTo("a\n3\n\n\ny");
        assertThat(TerminalText.ofLines("50 %\r")).isEqualTo("50 %\r");
        assertThat(TerminalText.ofLines("")).isEmpty();
        assertThat(TerminalText.ofLines("\r".repeat(1 << 20))).isEqualTo("\r");
    }
}
