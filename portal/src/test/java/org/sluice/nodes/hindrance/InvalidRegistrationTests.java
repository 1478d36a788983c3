package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidRegistrationTests {
    private final InvalidRegistration rule = new InvalidRegistration();

    @Test
    void saysThatSlurmRefusedIt() {
        assertThat(rule.look(NodeCase.state("IDLE+INVALID_REG")
                        .reason("Low RealMemory")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("Slurm refused its registration");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("INVALID_REG");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aRegisteredNodeIsFine() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("DOWN").reason("x").circumstances()))
                .isEmpty();
    }
}
