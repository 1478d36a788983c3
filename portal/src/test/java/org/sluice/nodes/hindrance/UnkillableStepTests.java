package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnkillableStepTests {
    private final UnkillableStep rule = new UnkillableStep();

    @Test
    void saysWhatHangs() {
        assertThat(rule.look(
                        NodeCase.state("IDLE+DRAIN").reason("Kill task failed").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("A job's processes would not end");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("UnkillableStepTimeout");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void otherReasonsDoNot() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("fan").circumstances()))
                .isEmpty();
    }
}
