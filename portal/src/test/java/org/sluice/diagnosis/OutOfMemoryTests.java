package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluice.slurm.Memory;
import org.sluice.slurm.SbatchOptions.Option;

class OutOfMemoryTests {

    @Test
    void quotesTheKernelAndOffersTwiceTheMemory() {
        Finding finding = Case.ended("OUT_OF_MEMORY", "0:125")
                .holding("cpu=1,mem=1000M,node=1", 1)
                .step("batch", "OUT_OF_MEMORY", "0:125")
                .says(
                        "Killed",
                        "slurmstepd-a1: error: Detected 1 oom-kill event(s) in StepId=12.batch. Some of your processes may"
                                + " have been killed by the cgroup out-of-memory handler.")
                .finding();

        assertThat(finding.rule()).isEqualTo("OutOfMemory");
        assertThat(finding.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(finding.cause()).contains("1000 MiB");
        assertThat(Case.quoted(finding))
                .containsKey("L2")
                .containsEntry("S:State", "OUT_OF_MEMORY")
                .containsEntry("S:ExitCode", "0:125")
                .containsEntry("S:batch.State", "OUT_OF_MEMORY");
        assertThat(finding.fix().orElseThrow().changes().value(Option.MEMORY)).contains("2048M");
    }

    /** The words of Slurm 24.11. */
    @Test
    void knowsTheNewerWords() {
        assertThat(Case.ended("OUT_OF_MEMORY", "0:125")
                        .says("slurmstepd: error: Detected 2 oom_kill events in StepId=12.batch.")
                        .finding()
                        .citations()
                        .get(0)
                        .mark())
                .isEqualTo("L1");
    }

    @Test
    void readsHowMuchWasUsedWhereSlurmSamples() {
        Finding finding = Case.ended("FAILED", "0:9")
                .holding("cpu=1,mem=100M,node=1", 1)
                .says(
                        "slurmstepd-a1: error: StepId=32305.batch exceeded memory limit (3348791296 > 104857600), being killed")
                .finding();

        assertThat(finding.rule()).isEqualTo("OutOfMemory");
        assertThat(finding.cause()).contains("It used 3193.7 MiB, more than the 100 MiB");
        assertThat(finding.fix().orElseThrow().changes().value(Option.MEMORY)).contains("4096M");
    }

    @Test
    void saysOfAStepThatItsScriptWentOn() {
        Finding finding = Case.ended("COMPLETED", "0:0")
                .step("batch", "COMPLETED", "0:0")
                .step("0", "OUT_OF_MEMORY", "0:125")
                .finding();

        assertThat(finding.title()).isEqualTo("A step ran out of memory");
        assertThat(Case.quoted(finding)).containsEntry("S:0.State", "OUT_OF_MEMORY");
    }

    @Test
    void countsTheMemoryOfEachNode() {
        assertThat(Case.ended("OUT_OF_MEMORY", "0:125")
                        .holding("cpu=2,mem=2000M,node=2", 2)
                        .finding()
                        .fix()
                        .orElseThrow()
                        .changes()
                        .value(Option.MEMORY))
                .contains("2048M");
    }

    @Test
    void offersNoMoreThanANodeHas() {
        Finding finding = Case.ended("OUT_OF_MEMORY", "0:125")
                .holding("cpu=1,mem=200000M,node=1", 1)
                .nodeMemory(Memory.ofMebibytes(256_000))
                .finding();

        assertThat(finding.fix()).isEmpty();
        assertThat(finding.directive()).contains("No node of its partition has much more memory");
    }
}
