package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.nodes.hindrance.NodeCase;

class NodeNewsTests {
    private final List<NodeChanged> heard = new ArrayList<>();
    private final NodeNews news = new NodeNews(event -> heard.add((NodeChanged) event));

    private final NodeRecord idle = NodeCase.named("a1", "IDLE").node();
    private final NodeRecord drained =
            NodeCase.named("a1", "IDLE+DRAIN").reason("fan").node();
    private final NodeRecord other = NodeCase.named("a2", "IDLE").node();

    @Test
    void tellsOfTheNodeWhoseStateOrReasonHasChanged() {
        news.compare(new SnapshotTaken(Optional.of(picture(idle, other)), picture(drained, other)));
        assertThat(heard).containsExactly(new NodeChanged("a1", Optional.of(idle), Optional.of(drained)));
    }

    @Test
    void tellsOfNodesThatComeAndGo() {
        news.compare(new SnapshotTaken(Optional.of(picture(idle)), picture(other)));
        assertThat(heard)
                .containsExactly(
                        new NodeChanged("a1", Optional.of(idle), Optional.empty()),
                        new NodeChanged("a2", Optional.empty(), Optional.of(other)));
    }

    @Test
    void theFirstPictureAndWhatJobsHoldChangeNoNode() {
        news.compare(new SnapshotTaken(Optional.empty(), picture(drained)));
        news.compare(new SnapshotTaken(
                Optional.of(picture(idle)),
                picture(NodeCase.named("a1", "IDLE").using(0, 0, 512).node())));
        assertThat(heard).isEmpty();
    }

    private static Snapshot picture(NodeRecord... nodes) {
        return SnapshotMade.of(List.of(nodes), List.of());
    }
}
