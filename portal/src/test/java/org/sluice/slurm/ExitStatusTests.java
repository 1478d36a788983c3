package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTests {
    @ParameterizedTest
    @CsvSource({
        "0:0, exit 0",
        "3:0, exit 3",
        "0:9, killed by SIGKILL (0:9)",
        "139:0, killed by SIGSEGV (139:0)",
        "0:15, killed by SIGTERM (0:15)",
        "0:125, out of memory (0:125)",
        "0:53, could not be started; mostly its output file cannot be written (0:53)",
        "127:0, exit 127"
    })
    void saysHowItEnded(String word, String text) {
        assertThat(ExitStatus.parse(word).text()).isEqualTo(text);
        assertThat(ExitStatus.parse(word)).hasToString(word);
    }

    @Test
    void onlyZeroIsSuccess() {
        assertThat(ExitStatus.parse("0:0").isSuccess()).isTrue();
        assertThat(ExitStatus.parse("0:9").isSuccess()).isFalse();
        assertThat(ExitStatus.parse("0:125").isOutOfMemory()).isTrue();
        assertThatThrownBy(() -> ExitStatus.parse("zero")).hasMessageContaining("is not an exit status");
    }

    @Test
    void prefersTheFullerOfTwoWritingsOfTheSameEnd() {
        ExitStatus accounted = ExitStatus.parse("11:0");

        assertThat(accounted.orFuller(ExitStatus.parse("139:0"))).hasToString("139:0");
        assertThat(accounted.orFuller(ExitStatus.parse("1:0"))).hasToString("11:0");
        assertThat(accounted.orFuller(null)).hasToString("11:0");
        assertThat(ExitStatus.parse("0:0").orFuller(ExitStatus.parse("128:0"))).hasToString("0:0");
    }
}
