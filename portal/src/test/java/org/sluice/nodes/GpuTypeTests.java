package org.sluice.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.cluster.NodeRecord;
import org.sluice.nodes.hindrance.NodeCase;

class GpuTypeTests {
    @Test
    void gpusOfNodesThatAreOffCanBeStartedAndAreNotFree() {
        List<NodeRecord> nodes = List.of(
                NodeCase.named("a1", "MIXED").using(1, 1, 1000).node(),
                NodeCase.named("a2", "IDLE+POWERED_DOWN").node(),
                NodeCase.named("a3", "IDLE+POWERING_UP").node(),
                NodeCase.named("a4", "IDLE+DRAIN+POWERED_DOWN").node());
        assertThat(GpuType.of(nodes)).singleElement().satisfies(type -> {
            assertThat(type).isEqualTo(new GpuType("a100", 16, 1, 3, 8, 4));
            assertThat(type.words()).isEqualTo("3 of 16 free, 8 can be started, 4 out of service");
        });
    }
}
