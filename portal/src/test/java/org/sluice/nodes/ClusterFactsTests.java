package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sluice.cluster.NodeRecord;
import org.sluice.nodes.hindrance.NodeCase;

class ClusterFactsTests {
    @Test
    void countsNodesOutOfServiceAndEverybodysJobs() {
        ClusterFacts facts = ClusterFacts.of(SnapshotMade.of(
                List.of(
                        NodeCase.named("a1", "MIXED").node(),
                        NodeCase.named("a2", "IDLE+DRAIN").reason("fan").node(),
                        NodeCase.named("a3", "IDLE+POWERED_DOWN").node()),
                List.of(
                        NodeCase.job(1, "alice", "RUNNING", "a1", Optional.empty(), "1:00:00"),
                        NodeCase.job(2, "bob", "PENDING", "", Optional.empty(), "1:00:00"))));
        assertThat(facts.nodes()).isEqualTo(3);
        assertThat(facts.out()).extracting(view -> view.node().name()).containsExactly("a2");
        assertThat(facts.running()).isEqualTo(1);
        assertThat(facts.waiting()).isEqualTo(1);
        assertThat(facts.more()).isZero();
    }

    @Test
    void namesTheFirstOfMany() {
        List<NodeRecord> down = IntStream.range(0, 20)
                .mapToObj(i -> NodeCase.named("n" + i, "DOWN").node())
                .toList();
        ClusterFacts facts = ClusterFacts.of(SnapshotMade.of(down, List.of()));
        assertThat(facts.named()).hasSize(8);
        assertThat(facts.more()).isEqualTo(12);
    }
}
