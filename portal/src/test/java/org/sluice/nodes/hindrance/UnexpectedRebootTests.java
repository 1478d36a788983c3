package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnexpectedRebootTests {
    private final UnexpectedReboot rule = new UnexpectedReboot();

    @Test
    void saysThatNobodyAskedForIt() {
        assertThat(rule.look(NodeCase.state("DOWN")
                        .reason("Node unexpectedly rebooted")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It rebooted by itself");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("BootTime");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void otherReasonsDoNot() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("DOWN").reason("fan").circumstances()))
                .isEmpty();
    }
}
