package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.access.AccessParts;
import org.sluice.nodes.hindrance.NodeCase;
import org.sluice.slurm.NodeState;

class NodeLooksTests {
    @ParameterizedTest
    @CsvSource({
        "IDLE+CLOUD+POWERED_DOWN, powered down, powering",
        "MIXED+CLOUD+POWERING_UP, powering up, powering",
        "IDLE+CLOUD+POWERING_DOWN, powering down, powering",
        "IDLE+POWER_DOWN, powering down, powering",
        "DOWN+DRAIN+REBOOT_ISSUED, rebooting, powering",
        "IDLE+MAINTENANCE, maintenance, reserved",
        "IDLE+RESERVED, reserved, reserved",
        "IDLE+PLANNED, planned, planned",
        "IDLE+DYNAMIC_NORM, idle, idle",
        "MIXED+DRAIN, draining, draining",
    })
    void aNodeThatIsOffOnPurposeLooksLikeThat(String state, String word, String kind) {
        assertThat(NodeLooks.of(NodeState.parse(state)).word()).isEqualTo(word);
        assertThat(NodeLooks.of(NodeState.parse(state)).kind()).isEqualTo(kind);
    }

    @Test
    void theTileSaysWhatElseSlurmSays() {
        assertThat(view("IDLE+CLOUD+DYNAMIC_NORM").marks()).containsExactly("cloud", "dynamic");
        assertThat(view("MIXED+DRAIN+REBOOT_REQUESTED").marks()).containsExactly("reboots when empty");
        assertThat(view("IDLE").marks()).isEmpty();
        assertThat(view("IDLE+DRAIN").resumable()).isTrue();
        assertThat(view("DOWN").resumable()).isTrue();
        assertThat(view("MIXED").resumable()).isFalse();
    }

    @Test
    void eachGpuHasASignAndWordsBesideItsColour() {
        assertThat(NodeView.of(
                                NodeCase.state("MIXED").using(1, 1, 1000).node(),
                                List.of(),
                                AccessParts.viewer("bob", "bob"),
                                AccessParts.privateJobs())
                        .cells())
                .extracting(NodeView.Cell::look, NodeView.Cell::words)
                .startsWith(tuple("cell cell-taken", "GPU 0: a100, in use"))
                .endsWith(tuple("cell cell-free", "GPU 3: a100, free"));
        assertThat(view("IDLE+DRAIN").cells())
                .extracting(NodeView.Cell::words)
                .allMatch(words -> words.endsWith(": a100, out of service"));
        assertThat(view("IDLE+CLOUD+POWERED_DOWN").cells())
                .extracting(NodeView.Cell::words)
                .allMatch(words -> words.endsWith(": a100, can be started"));
        assertThat(view("IDLE").cells()).extracting(NodeView.Cell::letter).doesNotContain("");
    }

    @Test
    void filtersByStateFeatureAndGpu() {
        assertThat(new GridFilter("drained", "", "a100")
                        .admits(NodeCase.state("IDLE+DRAIN").node()))
                .isTrue();
        assertThat(new GridFilter("idle", "", "")
                        .admits(NodeCase.state("IDLE+DRAIN").node()))
                .isFalse();
        assertThat(new GridFilter("", "nvlink", "").admits(NodeCase.idle().node()))
                .isFalse();
        assertThat(new GridFilter("", "", "h100").admits(NodeCase.idle().node()))
                .isFalse();
        assertThat(new GridFilter("", "", "").isOpen()).isTrue();
    }

    @Test
    void tellsAnActionThatSlurmWouldRefuse() {
        assertThat(NodeAction.RESUME.isPointlessFor(NodeState.parse("IDLE"))).isTrue();
        assertThat(NodeAction.RESUME.isPointlessFor(NodeState.parse("IDLE+DRAIN")))
                .isFalse();
        assertThat(NodeAction.CANCEL_REBOOT.isPointlessFor(NodeState.parse("IDLE")))
                .isTrue();
        assertThat(NodeAction.REBOOT.isPointlessFor(NodeState.parse("IDLE+DRAIN+REBOOT_REQUESTED")))
                .isTrue();
        assertThat(NodeAction.DRAIN.isPointlessFor(NodeState.parse("IDLE"))).isFalse();
    }

    private static NodeView view(String state) {
        return NodeView.of(
                NodeCase.state(state).node(), List.of(), AccessParts.viewer("bob", "bob"), AccessParts.privateJobs());
    }
}
