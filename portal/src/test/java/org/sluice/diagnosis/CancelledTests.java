package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CancelledTests {

    @Test
    void saysByWhom() {
        Finding owner =
                Case.ended("CANCELLED by 1001", "0:0").cancelledBy("alice").finding();
        Finding operator = Case.ended("CANCELLED by 1004", "0:0")
                .cancelledBy("olga")
                .neverStarted()
                .finding();
        Finding nobody = Case.ended("CANCELLED", "0:0").finding();

        assertThat(owner.title()).isEqualTo("Cancelled by its owner");
        assertThat(operator.cause()).contains("before it started by olga");
        assertThat(operator.fix()).isEmpty();
        assertThat(nobody.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(Case.quoted(owner)).containsEntry("S:State", "CANCELLED by 1001");
    }
}
