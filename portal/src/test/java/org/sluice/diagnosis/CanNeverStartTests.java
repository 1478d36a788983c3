package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanNeverStartTests {

    @Test
    void saysSo() {
        Finding finding = Case.waiting("BadConstraints").finding();

        assertThat(finding.title()).isEqualTo("As it is it can never start");
        assertThat(Case.quoted(finding)).containsEntry("S:Reason", "BadConstraints");
    }
}
