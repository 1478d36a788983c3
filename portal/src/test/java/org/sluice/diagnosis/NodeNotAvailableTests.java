package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void namesTheMaintenanceThatItWaitsFor() {
        Finding finding = Case.waiting("ReqNodeNotAvail, Reserved for maintenance")
                .maintenance("maint_driver", Duration.ofMinutes(20))
                .finding();
        assertThat(finding.title()).isEqualTo("It waits for maintenance maint_driver");
        assertThat(finding.cause()).contains("Maintenance maint_driver keeps a1 from ");
        assertThat(Case.quoted(finding))
                .hasEntrySatisfying(
                        "S:Maintenance", words -> assertThat(words).startsWith("maint_driver keeps a1 from 2026-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Resources", "Priority"})
    void otherWaitsNameItToo(String reason) {
        assertThat(Case.quoted(Case.waiting(reason)
                        .maintenance("maint_driver", Duration.ofMinutes(20))
                        .finding()))
                .containsKey("S:Maintenance");
        assertThat(Case.quoted(Case.waiting(reason)
                        .maintenance("maint_driver", Duration.ofDays(20))
                        .finding()))
                .doesNotContainKey("S:Maintenance");
    }

    @Test
    void namesTheReservation() {
        assertThat(Case.quoted(Case.waiting("Reservation").finding())).containsEntry("S:Reservation", "maintenance");
    }
}
