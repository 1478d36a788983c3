package org.sluice.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CitationsTests {
    private final Given given = new Given();
    private final Citations citations = new Citations(given);

    CitationsTests() {
        DataBlock block = new DataBlock("nonce", given);
        for (int number = 10; number <= 14; number++) {
            block.line(false, number, "line " + number);
        }
        block.field("batch.ExitCode", "1:0", "sacct", null);
        block.gpu("G:a1/0", "a1 GPU 0", "idle", "90 %", null);
        block.gpu("G:a1/0", "a1 GPU 0", "mean utilisation", "3 %", null);
    }

    @Test
    void knowsOnlyWhatWasGiven() {
        assertThat(citations.newIn("[L12] [L15] [E12] [S:batch.ExitCode] [S:ExitCode] [G:a1/0] [G:a1/1]"))
                .extracting(Citations.Checked::mark, Citations.Checked::known)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("L12", true),
                        org.assertj.core.api.Assertions.tuple("L15", false),
                        org.assertj.core.api.Assertions.tuple("E12", false),
                        org.assertj.core.api.Assertions.tuple("S:batch.ExitCode", true),
                        org.assertj.core.api.Assertions.tuple("S:ExitCode", false),
                        org.assertj.core.api.Assertions.tuple("G:a1/0", true),
                        org.assertj.core.api.Assertions.tuple("G:a1/1", false));
    }

    @Test
    void showsAllThatStandsBehindAMark() {
        assertThat(citations.newIn("[G:a1/0]").get(0).pieces())
                .extracting(Given.Piece::text)
                .containsExactly("90 %", "3 %");
        assertThat(citations.newIn("[L11-L13]").get(0).pieces())
                .extracting(Given.Piece::mark)
                .containsExactly("L11", "L12", "L13");
        assertThat(citations.newIn("[L13-L99]").get(0).known()).isFalse();
    }

    @Test
    void looksAMarkUpOnceAndWaitsForItsEnd() {
        assertThat(citations.newIn("because [L1")).isEmpty();
        assertThat(citations.newIn("because [L12")).isEmpty();
        assertThat(citations.newIn("because [L12]")).hasSize(1);
        assertThat(citations.newIn("because [L12], [L12]")).isEmpty();
        assertThat(citations.all()).hasSize(1);
    }

    @Test
    void takesOtherBracketsForText() {
        assertThat(citations.newIn("a[0] [Errno 2] [rank0] [see the log] [] [[]]"))
                .isEqualTo(List.of());
    }
}
