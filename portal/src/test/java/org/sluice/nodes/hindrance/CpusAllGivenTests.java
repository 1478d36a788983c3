package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpusAllGivenTests {
    private final CpusAllGiven rule = new CpusAllGiven();

    @Test
    void saysThatFreeGpusCannotBeUsed() {
        assertThat(rule.look(NodeCase.state("ALLOCATED").using(2, 32, 1000).circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("All 32 CPUs are given");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.toString()).contains("2 of its GPUs are free");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void oneFreeCpuIsEnough() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("MIXED").using(4, 31, 1000).circumstances()))
                .isEmpty();
    }
}
