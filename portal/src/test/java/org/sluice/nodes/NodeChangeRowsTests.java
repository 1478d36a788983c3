package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.nodes.hindrance.NodeCase;

class NodeChangeRowsTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final Viewer dana = AccessParts.viewer("dana", "sluice-dana");
    private final NodeChangeRows rows = new NodeChangeRows(DATABASE.jdbc(), Clock.fixed(NodeCase.NOW, ZoneOffset.UTC));

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void keepsHowTheNodeStoodBefore() {
        rows.done(
                dana,
                NodeAction.DRAIN,
                " fan ",
                NodeCase.named("b1", "DOWN").reason("dead").node());
        assertThat(rows.latest(List.of("b1", "b2"))).hasSize(1).hasEntrySatisfying("b1", change -> {
            assertThat(change.action()).isEqualTo(NodeAction.DRAIN);
            assertThat(change.reason()).isEqualTo("fan");
            assertThat(change.stateBefore()).isEqualTo("DOWN");
            assertThat(change.reasonBefore()).isEqualTo("dead");
            assertThat(change.unixUser()).isEqualTo("sluice-dana");
            assertThat(change.at()).isEqualTo(NodeCase.NOW);
        });
    }

    @Test
    void offersOnlyTheLastChangeAndOnlyOnce() {
        long first = rows.done(
                dana, NodeAction.DRAIN, "one", NodeCase.named("c1", "IDLE").node());
        long second = rows.done(
                dana, NodeAction.DOWN, "two", NodeCase.named("c1", "IDLE+DRAIN").node());
        assertThat(rows.latest(List.of("c1")).get("c1"))
                .extracting(NodeChange::id)
                .isEqualTo(second);
        assertThat(rows.takenBack(second)).isTrue();
        assertThat(rows.takenBack(second)).isFalse();
        assertThat(rows.latest(List.of("c1"))).isEmpty();
        assertThat(first).isLessThan(second);
        assertThat(rows.latest(List.of())).isEmpty();
    }
}
