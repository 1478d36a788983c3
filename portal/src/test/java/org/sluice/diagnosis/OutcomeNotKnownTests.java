package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomeNotKnownTests {

    @Test
    void saysThatNobodyToldHowItEnded() {
        Finding open = Case.leftTheQueue().notSettled().finding();
        Finding forever = Case.leftTheQueue().finding();

        assertThat(open.rule()).isEqualTo("OutcomeNotKnown");
        assertThat(open.cause()).contains("how it ended is not known yet");
        assertThat(forever.cause()).contains("slurmctld has forgotten it and accounting does not know it");
    }

    @Test
    void saysWhyTheOutputCouldNotHelp() {
        Finding finding = Case.ended("DEADLINE", "0:0")
                .outputRefused("You may not read /home/alice/slurm-4711.out.")
                .finding();

        assertThat(finding.title()).isEqualTo("Why it failed is not known");
        assertThat(finding.cause()).contains("You may not read");
    }
}
