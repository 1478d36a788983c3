package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaunchFailedTests {

    @Test
    void tellsWhoCanLetAHeldJobGo() {
        Finding finding = Case.waiting("launch_failed_requeued_held").finding();

        assertThat(finding.rule()).isEqualTo("LaunchFailed");
        assertThat(finding.directive()).contains("scontrol release 4711");
        assertThat(Case.quoted(finding)).containsEntry("S:Reason", "launch failed requeued held");
    }

    @Test
    void offersToSubmitAgainWhatNeverBegan() {
        Finding finding = Case.ended("BOOT_FAIL", "0:0").finding();

        assertThat(finding.fix()).contains(Fix.AS_IT_WAS);
    }

    /** Slurm 22.05 gives the reason JobLaunchFailure to a script that a signal ended. */
    @Test
    void isNotTakenForAScriptThatASignalEnded() {
        assertThat(Case.ended("FAILED", "0:11")
                        .reason("JobLaunchFailure")
                        .finding()
                        .rule())
                .isEqualTo("EndedWithExitCode");
    }
}
