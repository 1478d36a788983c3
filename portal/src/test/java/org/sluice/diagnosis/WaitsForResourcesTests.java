package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsForResourcesTests {

    private static final Instant LATER = Instant.parse("2026-11-21T13:00:00Z");

    @Test
    void namesWhoHoldsWhatAndWhatWouldFit() {
        Finding finding = Case.waiting("Resources")
                .gpus(4, 1)
                .node("MIXED", 2)
                .other(4700, "bob", "RUNNING", 90, LATER)
                .expectedAt(LATER)
                .finding();

        assertThat(finding.rule()).isEqualTo("WaitsForResources");
        assertThat(finding.cause()).contains("1 node with 4 GPUs", "2 of its 4 GPUs are free");
        assertThat(finding.directive()).contains("1 node with 2 GPUs would fit now");
        assertThat(Case.quoted(finding))
                .containsEntry("S:Reason", "Resources")
                .containsKey("S:StartTime")
                .hasEntrySatisfying(
                        "S:running.1",
                        words -> assertThat(words)
                                .startsWith("someone's job (2 GPUs) on a1, until ")
                                .doesNotContain("bob", "4700"));
    }

    @Test
    void namesAJobTheViewerMaySee() {
        assertThat(Case.quoted(Case.waiting("Resources")
                        .other(4700, "alice", "RUNNING", 90, null)
                        .finding()))
                .containsEntry("S:running.1", "job 4700 of alice (2 GPUs) on a1");
    }
}
