package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.hindrance.NodeCase;

class EffectTests {
    @Test
    void tellsWhomItTouchesAndWhenTheNodesAreEmpty() {
        Effect effect = effect(TwoNodes.with(TwoNodes.ALICES, TwoNodes.BOBS, TwoNodes.WAITS), TwoNodes.A1);
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
        Effect effect = effect(TwoNodes.with(TwoNodes.ALICES, TwoNodes.BOBS), TwoNodes.A1);
        assertThat(effect.jobs().get(0).id()).isNull();
        assertThat(effect.jobs().get(0).owner()).isNull();
        assertThat(effect.jobs().get(0).name()).isEqualTo("someone's job");
        assertThat(effect.jobs().get(1).id()).isEqualTo("1");
    }

    @Test
    void namesPartitionsThatAreLeftWithNothing() {
        assertThat(effect(TwoNodes.with(TwoNodes.WAITS), TwoNodes.A1).partitions())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.before()).isEqualTo(2);
                    assertThat(left.after()).isEqualTo(1);
                    assertThat(left.nothing()).isFalse();
                    assertThat(left.waiting()).isEqualTo(1);
                });
        assertThat(effect(TwoNodes.with(TwoNodes.WAITS), TwoNodes.A1, TwoNodes.A2)
                        .partitions()
                        .get(0)
                        .nothing())
                .isTrue();
    }

    @Test
    void nobodyCanSayWhenAJobWithoutALimitEnds() {
        QueuedJob endless = NodeCase.job(4, "bob", "RUNNING", "a1", Optional.empty(), "UNLIMITED");
        Effect effect = effect(TwoNodes.with(TwoNodes.ALICES, endless), TwoNodes.A1);
        assertThat(effect.clearBy()).isNull();
        assertThat(effect.endless()).isEqualTo(1);
        assertThat(effect.jobs().get(0).endless()).isTrue();
    }

    private Effect effect(Snapshot picture, NodeRecord... nodes) {
        return Effect.of(picture, List.of(nodes), TwoNodes.ALICE, AccessParts.privateJobs());
    }
}
