package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetDownTests {
    private final SetDown rule = new SetDown();

    @Test
    void quotesTheReason() {
        assertThat(rule.look(NodeCase.state("DOWN").reason("power supply").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is down");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("power supply");
                    assertThat(hindrance.toString()).contains("ReturnToService");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aNodeSetDownByHandThatIsAskedAgainIsStillDown() {
        assertThat(rule.look(NodeCase.state("DOWN+NOT_RESPONDING")
                        .reason("power supply")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is down");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void leavesWhatOtherRulesKnow() {
        assertThat(rule.look(NodeCase.state("DOWN+NOT_RESPONDING")
                        .reason("Not responding")
                        .circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.state("DOWN")
                        .reason("Node unexpectedly rebooted")
                        .circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.state("DOWN+DRAIN+REBOOT_ISSUED").circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
    }
}
