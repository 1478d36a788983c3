package org.sluice.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputLinesTests {
    @Test
    void numbersLinesFromTheFirst() {
        OutputLines lines = OutputLines.of("out", false, 7, "a\n\nb");

        assertThat(lines.whole()).isTrue();
        assertThat(lines.kept())
                .containsExactly(
                        new OutputLine("out", 7, "a"), new OutputLine("out", 8, ""), new OutputLine("out", 9, "b"));
        assertThat(OutputLines.of("out", false, 1, "").kept()).isEmpty();
        assertThat(OutputLines.of("out", false, 1, "\n").kept()).hasSize(1);
    }

    @Test
    void aMebibyteOfLineEndsIsNotAMillionLines() {
        OutputLines lines = OutputLines.of("out", false, 1, "\n".repeat(1 << 20));

        assertThat(lines.whole()).isFalse();
        assertThat(lines.kept()).hasSize(OutputLines.FIRST + OutputLines.LAST);
        assertThat(lines.kept().get(OutputLines.FIRST - 1).number()).isEqualTo(OutputLines.FIRST);
        assertThat(lines.kept().get(lines.kept().size() - 1).number()).isEqualTo(1 << 20);
    }
}
