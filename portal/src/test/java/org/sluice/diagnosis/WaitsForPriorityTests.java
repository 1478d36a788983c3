package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitsForPriorityTests {

    @Test
    void countsTheJobsThatGoFirst() {
        Finding finding = Case.waiting("Priority")
                .other(4700, "bob", "PENDING", 900, null)
                .other(4701, "alice", "PENDING", 800, null)
                .other(4702, "bob", "PENDING", 10, null)
                .finding();

        assertThat(finding.title()).isEqualTo("2 jobs go before it");
        assertThat(Case.quoted(finding))
                .containsEntry("S:Priority", "100")
                .containsEntry("S:ahead.1", "someone's job (2 GPUs), priority 900")
                .containsEntry("S:ahead.2", "job 4701 of alice (2 GPUs), priority 800");
    }
}
