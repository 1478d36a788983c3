package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FewerResourcesTests {
    private final FewerResources rule = new FewerResources();

    @Test
    void aMissingGpuIsCalledSo() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN")
                        .reason("gres/gpu count reported lower than configured (3 < 4)")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("A GPU is missing");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("3 < 4");
                    assertThat(hindrance.toString()).contains("gpu:a100:4");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void missingCoresAreCalledSo() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN")
                        .reason("Low socket*core*thread count, Low CPUs")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It has less than slurm.conf promises");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("Low CPUs");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void anotherReasonIsNone() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("gpu fan").circumstances()))
                .isEmpty();
    }
}
