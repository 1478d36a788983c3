package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluice.nodes.CapabilityView.Way;

class CapabilityViewTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void saysInWhatWayEachPromiseIsKeptAndWhere() {
        List<CapabilityView> views = CapabilityView.of(List.of(
                told("w1", "memory_limits", "OverMemoryKill"),
                told("w2", "memory_limits", "kernel"),
                told("w3", "memory_limits", "OverMemoryKill")));

        CapabilityView memory = views.get(0);
        assertThat(memory.title()).isEqualTo("Memory limits");
        assertThat(memory.ways()).extracting(Way::kept).containsExactly("partly", "kept");
        assertThat(memory.ways()).extracting(Way::nodes).containsExactly(List.of("w1", "w3"), List.of("w2"));
        assertThat(memory.ways().get(0).sentence()).contains("OverMemoryKill");
    }

    @Test
    void whatNobodyToldIsNotKnown() {
        List<CapabilityView> views = CapabilityView.of(List.of(
                ReportedCapabilities.silent("w1", NOW, "The exporter on w1 does not answer."),
                told("w2", "gpu_isolation", "variable")));

        assertThat(views).hasSize(Capability.values().length);
        assertThat(views.get(1).ways())
                .extracting(Way::kept, Way::nodes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("not known", List.of("w1")),
                        org.assertj.core.groups.Tuple.tuple("not kept", List.of("w2")));
    }

    @Test
    void aWayOrNameThatIsNewToThePortalIsNotGuessedAt() {
        ReportedCapabilities told = ReportedCapabilities.of(
                "w1", NOW, Map.of("memory_limits", "by_hope", "colour", "blue", "gpu_isolation", "x".repeat(100)));

        assertThat(Capability.MEMORY_LIMITS
                        .words(told.way(Capability.MEMORY_LIMITS))
                        .kept())
                .isEqualTo("not known");
        assertThat(told.ways()).containsOnlyKeys(Capability.MEMORY_LIMITS);
    }

    private static ReportedCapabilities told(String node, String name, String way) {
        return ReportedCapabilities.of(node, NOW, Map.of(name, way));
    }
}
