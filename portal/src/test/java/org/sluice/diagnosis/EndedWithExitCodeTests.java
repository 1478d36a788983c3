package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndedWithExitCodeTests {

    @ParameterizedTest
    @CsvSource({
        "0:11, It was killed by SIGSEGV",
        "139:0, It was killed by SIGSEGV",
        "0:9, It was killed by SIGKILL",
        "134:0, It was killed by SIGABRT",
        "3:0, It ended with exit code 3",
        "1:0, It ended with exit code 1"
    })
    void decodesCodeAndSignal(String exit, String title) {
        Finding finding = Case.ended("FAILED", exit).finding();

        assertThat(finding.rule()).isEqualTo("EndedWithExitCode");
        assertThat(finding.title()).isEqualTo(title);
        assertThat(finding.cause()).contains("Why is not known");
    }

    @Test
    void decodesEachStepAndQuotesTheLastWords() {
        Finding finding = Case.ended("FAILED", "3:0")
                .step("batch", "FAILED", "3:0")
                .step("0", "COMPLETED", "0:0")
                .step("1", "FAILED", "0:11")
                .says("working", "giving up", "")
                .finding();

        assertThat(Case.quoted(finding))
                .containsEntry("S:batch.ExitCode", "3:0")
                .containsEntry("S:1.ExitCode", "0:11")
                .containsEntry("L2", "giving up")
                .doesNotContainKey("S:0.ExitCode");
    }

    /** Slurm 22.05 writes 11:0 of a shell whose child a signal ended; the shell's own words tell. */
    @Test
    void believesTheShellAboutASignal() {
        Finding finding =
                Case.ended("FAILED", "11:0").says("Segmentation fault").finding();

        assertThat(finding.title()).isEqualTo("It was killed by SIGSEGV");
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
    }
}
