package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NcclTimeoutTests {

    private static final String WATCHDOG =
            "[rank0]:[E ProcessGroupNCCL.cpp:616] [Rank 0] Watchdog caught collective operation"
                    + " timeout: WorkNCCL(SeqNum=54, OpType=ALLREDUCE, NumelIn=8, NumelOut=8, Timeout(ms)=600000) ran for 600011"
                    + " milliseconds before timing out.";

    @Test
    void quotesTheWatchdogAndTheGpusThatWaited() {
        Finding finding = Case.ended("FAILED", "0:6")
                .reason("JobLaunchFailure")
                .says("step 53", WATCHDOG)
                .gpu("a1 GPU 0", 0.1, 1000)
                .gpu("a1 GPU 1", 0.9, 1000)
                .findings()
                .get(0);

        assertThat(finding.rule()).isEqualTo("NcclTimeout");
        assertThat(finding.cause()).contains("600 s in ALLREDUCE", "Some of its GPUs did nothing");
        assertThat(Case.quoted(finding)).containsEntry("L2", WATCHDOG).containsEntry("G:a1/1", "idle 90 % of the time");
    }
}
