package org.sluice.reservations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.JobOnNode;
import org.sluice.nodes.PictureMade;
import org.sluice.nodes.hindrance.NodeCase;

class WindowEffectTests {
    private final Viewer alice = AccessParts.viewer("alice", "alice");
    private final NodeRecord a1 =
            NodeCase.named("a1", "MIXED").using(2, 4, 1000).node();
    private final NodeRecord a2 = NodeCase.named("a2", "IDLE").node();
    private final QueuedJob mine =
            NodeCase.job(1, "alice", "RUNNING", "a1", Optional.of(NodeCase.NOW.plusSeconds(600)), "1:00:00");
    private final QueuedJob bobs =
            NodeCase.job(2, "bob", "RUNNING", "a[1-2]", Optional.of(NodeCase.NOW.plusSeconds(900)), "1:00:00");
    private final QueuedJob waits = NodeCase.job(3, "bob", "PENDING", "", Optional.empty(), "1:00:00");

    @Test
    void aWindowMeetsJobsThatReachIntoItAndJobsThatHaveNowhereElse() {
        WindowEffect both = window(picture(mine, bobs, waits), "a1", "a2");
        assertThat(both.into()).extracting(JobOnNode::until).containsExactly(NodeCase.NOW.plusSeconds(900));
        assertThat(both.waiting()).hasSize(1);
        assertThat(both.fewer()).isZero();
        WindowEffect one = window(picture(mine, bobs, waits), "a1");
        assertThat(one.waiting()).isEmpty();
        assertThat(one.fewer()).isEqualTo(1);
        assertThat(one.nobody()).isFalse();
    }

    @Test
    void aShortJobIsNotKeptWaitingByAWindow() {
        QueuedJob brief = NodeCase.job(5, "bob", "PENDING", "", Optional.empty(), "5:00");
        assertThat(window(picture(brief), "a1", "a2").nobody()).isTrue();
    }

    @Test
    void aWindowNamesOtherReservationsOfTheSameNodesAndHours() {
        Snapshot picture = PictureMade.of(
                List.of(a1, a2),
                List.of(),
                NodeCase.reservation("course", "a1", "SPEC_NODES", NodeCase.NOW.plusSeconds(3600), Duration.ofHours(1)),
                NodeCase.reservation(
                        "later", "a1", "SPEC_NODES", NodeCase.NOW.plusSeconds(360_000), Duration.ofHours(1)),
                NodeCase.reservation("elsewhere", "a2", "SPEC_NODES", NodeCase.NOW, Duration.ofHours(9)));
        assertThat(window(picture, "a1").others())
                .extracting(reservation -> reservation.name())
                .containsExactly("course");
    }

    private Snapshot picture(QueuedJob... jobs) {
        return PictureMade.of(List.of(a1, a2), List.of(jobs));
    }

    /** Two hours from ten past on. */
    private WindowEffect window(Snapshot picture, String... nodes) {
        return WindowEffect.of(
                picture,
                List.of(nodes),
                NodeCase.NOW.plusSeconds(610),
                Duration.ofHours(2),
                "maint_x",
                alice,
                AccessParts.privateJobs());
    }
}
