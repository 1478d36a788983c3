package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeNotAvailableTests {

    @Test
    void quotesWhyTheNodeIsOut() {
        Finding finding = Case.waiting("ReqNodeNotAvail, UnavailableNodes:a1")
                .node("IDLE+DRAIN", 0)
                .finding();

        assertThat(finding.rule()).isEqualTo("NodeNotAvailable");
        assertThat(Case.quoted(finding))
                .hasEntrySatisfying("S:a1.State", words -> assertThat(words).contains("fan broken"));
    }

    @Test
    void namesTheReservation() {
        assertThat(Case.quoted(Case.waiting("Reservation").finding())).containsEntry("S:Reservation", "maintenance");
    }
}
