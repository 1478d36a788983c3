package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.hindrance.NodeCase;

class EffectTests {
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
    void tellsWhomItTouchesAndWhenTheNodesAreEmpty() {
        Effect effect = effect(picture(mine, bobs, waits), a1);
        assertThat(effect.jobs()).hasSize(2);
        assertThat(effect.people()).isEqualTo(2);
        assertThat(effect.clearBy()).isEqualTo(NodeCase.NOW.plusSeconds(900));
        assertThat(effect.gpus()).singleElement().satisfies(lost -> {
            assertThat(lost.total()).isEqualTo(4);
            assertThat(lost.free()).isEqualTo(2);
        });
    }

    @Test
    void showsOthersJobsOnlyAsFarAsTheViewerMaySeeThem() {
        Effect effect = effect(picture(mine, bobs), a1);
        assertThat(effect.jobs().get(0).id()).isNull();
        assertThat(effect.jobs().get(0).owner()).isNull();
        assertThat(effect.jobs().get(0).name()).isEqualTo("someone's job");
        assertThat(effect.jobs().get(1).id()).isEqualTo("1");
    }

    @Test
    void namesPartitionsThatAreLeftWithNothing() {
        assertThat(effect(picture(waits), a1).partitions()).singleElement().satisfies(left -> {
            assertThat(left.before()).isEqualTo(2);
            assertThat(left.after()).isEqualTo(1);
            assertThat(left.nothing()).isFalse();
            assertThat(left.waiting()).isEqualTo(1);
        });
        assertThat(effect(picture(waits), a1, a2).partitions().get(0).nothing()).isTrue();
    }

    @Test
    void nobodyCanSayWhenAJobWithoutALimitEnds() {
        QueuedJob endless = NodeCase.job(4, "bob", "RUNNING", "a1", Optional.empty(), "UNLIMITED");
        Effect effect = effect(picture(mine, endless), a1);
        assertThat(effect.clearBy()).isNull();
        assertThat(effect.endless()).isEqualTo(1);
        assertThat(effect.jobs().get(0).endless()).isTrue();
    }

    private Snapshot picture(QueuedJob... jobs) {
        return PictureMade.of(List.of(a1, a2), List.of(jobs));
    }

    private Effect effect(Snapshot picture, NodeRecord... nodes) {
        return Effect.of(picture, List.of(nodes), alice, AccessParts.privateJobs());
    }
}
