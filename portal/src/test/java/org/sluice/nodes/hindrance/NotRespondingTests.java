package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotRespondingTests {
    private final NotResponding rule = new NotResponding();

    @Test
    void saysThatSlurmGaveItUp() {
        assertThat(rule.look(NodeCase.state("DOWN+NOT_RESPONDING")
                        .reason("Not responding")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It does not answer");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("SlurmdTimeout");
                    assertThat(hindrance.toString()).contains("Not responding");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void doesNotBlameTheTimeoutRightAfterAChange() {
        assertThat(rule.look(NodeCase.state("IDLE+NOT_RESPONDING").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It does not answer");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("no answer yet");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void whoIsOffOnPurposeNeedNotAnswer() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(
                        NodeCase.state("IDLE+CLOUD+POWERED_DOWN+NOT_RESPONDING").circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.state("DOWN+DRAIN+REBOOT_ISSUED+NOT_RESPONDING")
                        .circumstances()))
                .isEmpty();
    }
}
