package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.cluster.ScontrolOrder;
import org.sluice.nodes.hindrance.NodeCase;

class NodeChangeTests {
    @ParameterizedTest(name = "{0} from {1} ({2}) is undone by {3}")
    @CsvSource(delimiter = '|', nullValues = "-", emptyValue = "", textBlock = """
                    DRAIN  | IDLE       | ''       | scontrol update nodename=a1 state=undrain
                    DRAIN  | IDLE+DRAIN | old      | scontrol update nodename=a1 state=drain reason=old
                    DRAIN  | DOWN       | dead     | scontrol update nodename=a1 state=undrain reason=dead
                    DOWN   | MIXED      | ''       | scontrol update nodename=a1 state=resume
                    DOWN   | IDLE+DRAIN | old      | scontrol update nodename=a1 state=resume; scontrol update nodename=a1 state=drain reason=old
                    RESUME | IDLE+DRAIN | old      | scontrol update nodename=a1 state=drain reason=old
                    """)
    void putsBackTheStateAndTheReasonThatWereThere(NodeAction action, String state, String reason, String orders) {
        assertThat(String.join(
                        "; ",
                        NodeChanges.ordersToUndo(change(action, "new", state, reason)).stream()
                                .map(ScontrolOrder::line)
                                .toList()))
                .isEqualTo(orders);
    }

    @Test
    void aDrainStandsWhileNobodyChangedStateOrReason() {
        NodeChange drain = change(NodeAction.DRAIN, "fan", "IDLE", "");
        assertThat(drain.stillStands(NodeCase.state("IDLE+DRAIN").reason("fan").node()))
                .isTrue();
        assertThat(drain.stillStands(NodeCase.state("MIXED+DRAIN").reason("fan").node()))
                .isTrue();
        assertThat(drain.stillStands(
                        NodeCase.state("IDLE+DRAIN").reason("other").node()))
                .isFalse();
        assertThat(drain.stillStands(NodeCase.idle().node())).isFalse();
        NodeChange olgas = new NodeChange(1, NodeCase.NOW, "olga", "olga", "a1", NodeAction.DRAIN, "fan", "IDLE", "");
        assertThat(olgas.stillStands(NodeCase.state("IDLE+DRAIN").reason("fan").node()))
                .isFalse();
    }

    @Test
    void aDownStandsUntilTheNodeIsBack() {
        NodeChange down = change(NodeAction.DOWN, "dead", "IDLE", "");
        assertThat(down.stillStands(NodeCase.state("DOWN").reason("dead").node()))
                .isTrue();
        assertThat(down.stillStands(NodeCase.idle().node())).isFalse();
    }

    @Test
    void aResumeStandsWhileTheNodeServes() {
        NodeChange resume = change(NodeAction.RESUME, "", "IDLE+DRAIN", "old");
        assertThat(resume.stillStands(NodeCase.idle().node())).isTrue();
        assertThat(resume.stillStands(NodeCase.state("IDLE+DRAIN").reason("new").node()))
                .isFalse();
        assertThat(change(NodeAction.RESUME, "", "DOWN", "x")
                        .stillStands(NodeCase.idle().node()))
                .isFalse();
    }

    @Test
    void aRebootIsNotUndone() {
        assertThat(change(NodeAction.REBOOT, "driver", "IDLE", "")
                        .stillStands(NodeCase.idle().node()))
                .isFalse();
        assertThat(NodeChanges.ordersToUndo(change(NodeAction.REBOOT, "driver", "IDLE", "")))
                .isEqualTo(List.of());
    }

    private static NodeChange change(NodeAction action, String reason, String stateBefore, String reasonBefore) {
        return new NodeChange(1, NodeCase.NOW, "dana", "dana", "a1", action, reason, stateBefore, reasonBefore);
    }
}
