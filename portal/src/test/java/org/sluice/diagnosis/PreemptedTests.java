package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreemptedTests {

    @Test
    void saysThatItStartsAgainWhereSlurmPutItBack() {
        Finding finding =
                Case.waiting("BeginTime").earlierRun("PREEMPTED").findings().get(0);

        assertThat(finding.rule()).isEqualTo("Preempted");
        assertThat(finding.cause()).contains("Slurm put it back into the queue");
        assertThat(finding.fix()).isEmpty();
    }

    @Test
    void offersToSubmitAgainWhatWasEnded() {
        assertThat(Case.ended("PREEMPTED", "0:0").finding().fix()).contains(Fix.AS_IT_WAS);
    }
}
