package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.slurm.SbatchOptions.Option;

class SbatchOptionsTests {
    @Test
    void argumentsAndDirectivesAreTheSameListInAFixedOrder() {
        SbatchOptions options = SbatchOptions.NONE
                .with(Option.TIME, TimeLimit.of(Duration.ofHours(26)))
                .withGpusPerNode("a100", 2)
                .with(Option.MEMORY, Memory.parse("16G"))
                .with(Option.JOB_NAME, "my \"first\" job")
                .with(Option.NODES, 2);
        assertThat(options.arguments())
                .containsExactly(
                        "--job-name=my \"first\" job",
                        "--nodes=2",
                        "--mem=16384M",
                        "--gpus-per-node=a100:2",
                        "--time=1-02:00:00");
        assertThat(options.block()).isEqualTo("""
                        #SBATCH --job-name="my \\"first\\" job"
                        #SBATCH --nodes=2
                        #SBATCH --mem=16384M
                        #SBATCH --gpus-per-node=a100:2
                        #SBATCH --time=1-02:00:00
                        """);
        assertThat(options.value(Option.NODES)).contains("2");
        assertThat(options.value(Option.QOS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void noOptionTakesControlCharactersOrNothing(Option option) {
        for (String value : new String[] {"", "a\nb", "\u0000", "x\r", "\u001b[31m", "a\u2028b", "\ud800", "\t"}) {
            assertThatThrownBy(() -> SbatchOptions.NONE.with(option, value))
                    .isInstanceOf(InvalidOption.class)
                    .hasMessageStartingWith("--" + option.word() + " needs ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NODES,0",
        "NODES,many",
        "NTASKS_PER_NODE,-1",
        "GPUS_PER_NODE,a100:",
        "GPUS_PER_NODE,a100:two",
        "GRES,shard",
        "GRES,--uid=0",
        "TIME,1h",
        "MEMORY,lots",
        "CHDIR,relative",
        "ARRAY,x",
        "ACCOUNT,a b",
        "QOS,--uid=0",
        "DEPENDENCY,after ok",
        "NODELIST,a b"
    })
    void saysWhatAnOptionNeeds(Option option, String value) {
        assertThatThrownBy(() -> SbatchOptions.NONE.with(option, value))
                .isInstanceOfSatisfying(
                        InvalidOption.class,
                        invalid -> assertThat(invalid.option()).isEqualTo(option))
                .hasMessageContaining("not \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name with 火", "$(reboot)", "--uid=root", "a;b", "'", "%j-%x"})
    void textStaysOneArgument(String value) {
        assertThat(SbatchOptions.NONE.with(Option.JOB_NAME, value).arguments()).containsExactly("--job-name=" + value);
    }

    @Test
    void tooLongATextIsRefused() {
        assertThatThrownBy(() -> SbatchOptions.NONE.with(Option.COMMENT, "x".repeat(1025)))
                .hasMessageContaining("at most 1024 bytes");
    }

    @Test
    void findsOptionsByTheirWords() {
        assertThat(Option.ofWord("gpus-per-node")).contains(Option.GPUS_PER_NODE);
        assertThat(Option.ofWord("uid")).isEmpty();
    }
}
