package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.cluster.SubmissionAnswer;
import org.sluice.slurm.JobId;
import org.sluice.slurm.SbatchOptions;

class SbatchTests {
    static List<Recording> refusals() {
        return Recording.of("sbatch");
    }

    @Test
    void theCommentIsOneOfTheArguments() {
        SbatchOptions options =
                SbatchOptions.NONE.with(SbatchOptions.Option.NODES, 2).withGpusPerNode("a100", 2);
        assertThat(Sbatch.argv(options.with(SbatchOptions.Option.COMMENT, "sluice:abc mine")))
                .containsExactly(
                        "env",
                        "--unset=LC_ALL",
                        "--unset=SLURM_TIME_FORMAT",
                        "--unset=SLURM_BITSTR_LEN",
                        "sbatch",
                        "--parsable",
                        "--nodes=2",
                        "--gpus-per-node=a100:2",
                        "--comment=sluice:abc mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123\n", "123;spike\n", "123"})
    void aNumberIsAJob(String stdout) {
        assertThat(Sbatch.answer(0, stdout, "")).isEqualTo(new SubmissionAnswer.Accepted(JobId.of(123)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void recordedRefusalsAreQuotedWithoutTheProgramsName(Recording refusal) {
        SubmissionAnswer answer = Sbatch.answer(1, "", refusal.text());
        assertThat(answer)
                .isInstanceOfSatisfying(
                        SubmissionAnswer.Refused.class,
                        refused -> assertThat(refused.words()).isNotBlank().doesNotContain("sbatch: error:"));
    }

    @Test
    void quotesSlurmsWords() {
        String stderr = """
                sbatch: error: invalid partition specified: nosuch
                sbatch: error: Batch job submission failed: Invalid partition name specified
                """;
        assertThat(Sbatch.answer(1, "", stderr)).isEqualTo(new SubmissionAnswer.Refused("""
                        invalid partition specified: nosuch
                        Batch job submission failed: Invalid partition name specified"""));
    }

    @Test
    void aControllerNobodyReachedHasNoJob() {
        assertThat(
                        Sbatch.answer(
                                1,
                                "",
                                "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)"))
                .isInstanceOf(SubmissionAnswer.NotAsked.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1   | sbatch: error: Batch job submission failed: Socket timed out on send/recv operation
                    1   | sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received
                    1   | sbatch: error: Batch job submission failed: Transport endpoint is not connected
                    1   | ''
                    124 | ''
                    137 | sbatch: error: Batch job submission failed: whatever
                    143 | ''
                    0   | sbatch: a plugin says hello
                    """)
    void whateverMayHaveBeenSentIsUnclear(int exitStatus, String stderr) {
        assertThat(Sbatch.answer(exitStatus, "", stderr)).isInstanceOf(SubmissionAnswer.Unclear.class);
    }
}
