package org.sluice.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.JobOnNode;
import org.sluice.nodes.SnapshotMade;
import org.sluice.nodes.TwoNodes;
import org.sluice.nodes.hindrance.NodeCase;

class WindowEffectTests {
    @Test
    void aWindowMeetsJobsThatReachIntoItAndJobsThatHaveNowhereElse() {
        WindowEffect both = window(TwoNodes.with(TwoNodes.ALICES, TwoNodes.BOBS, TwoNodes.WAITS), "a1", "a2");
        assertThat(both.into()).extracting(JobOnNode::until).containsExactly(NodeCase.NOW.plusSeconds(900));
        assertThat(both.waiting()).hasSize(1);
        assertThat(both.fewer()).isZero();
        WindowEffect one = window(TwoNodes.with(TwoNodes.ALICES, TwoNodes.BOBS, TwoNodes.WAITS), "a1");
        assertThat(one.waiting()).isEmpty();
        assertThat(one.fewer()).isEqualTo(1);
        assertThat(one.nobody()).isFalse();
    }

    @Test
    void aShortJobIsNotKeptWaitingByAWindow() {
        QueuedJob brief = NodeCase.job(5, "bob", "PENDING", "", Optional.empty(), "5:00");
        assertThat(window(TwoNodes.with(brief), "a1", "a2").nobody()).isTrue();
    }

    @Test
    void aWindowNamesOtherReservationsOfTheSameNodesAndHours() {
        Snapshot picture = SnapshotMade.of(
                List.of(TwoNodes.A1, TwoNodes.A2),
                List.of(),
                NodeCase.reservation("course", "a1", "SPEC_NODES", NodeCase.NOW.plusSeconds(3600), Duration.ofHours(1)),
                NodeCase.reservation(
                        "later", "a1", "SPEC_NODES", NodeCase.NOW.plusSeconds(360_000), Duration.ofHours(1)),
                NodeCase.reservation("elsewhere", "a2", "SPEC_NODES", NodeCase.NOW, Duration.ofHours(9)));
        assertThat(window(picture, "a1").others())
                .extracting(reservation -> reservation.name())
                .containsExactly("course");
    }

    /** Two hours from ten past on. */
    private WindowEffect window(Snapshot picture, String... nodes) {
        return WindowEffect.of(
                picture,
                List.of(nodes),
                NodeCase.NOW.plusSeconds(610),
                Duration.ofHours(2),
                "maint_x",
                TwoNodes.ALICE,
                AccessParts.privateJobs());
    }
}
