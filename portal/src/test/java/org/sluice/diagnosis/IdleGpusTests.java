package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleGpusTests {

    @Test
    void namesTheGpusOfAJobThatCompleted() {
        Finding finding = Case.ended("COMPLETED", "0:0")
                .gpu("a1 GPU 0", 0.02, 1000)
                .gpu("a1 GPU 1", 0.97, 1000)
                .finding();

        assertThat(finding.title()).isEqualTo("1 of its 2 GPUs did nothing");
        assertThat(Case.quoted(finding)).containsOnlyKeys("G:a1/1").containsEntry("G:a1/1", "idle 97 % of the time");
    }

    @Test
    void saysNothingOfBusyGpus() {
        assertThat(Case.ended("COMPLETED", "0:0").gpu("a1 GPU 0", 0.1, 1000).findings())
                .isEmpty();
    }
}
