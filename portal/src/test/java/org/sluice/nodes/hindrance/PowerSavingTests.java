package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PowerSavingTests {
    private final PowerSaving rule = new PowerSaving();

    @Test
    void aNodeThatIsOffIsNoHindranceForJobsThatCanWait() {
        assertThat(rule.look(NodeCase.state("IDLE+CLOUD+POWERED_DOWN").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is powered down");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.SOME);
                    assertThat(hindrance.toString()).contains("IDLE+CLOUD+POWERED_DOWN");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aNodeOnItsWayUpIsWaitedFor() {
        assertThat(rule.look(NodeCase.state("MIXED+CLOUD+POWERING_UP").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is powering up");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.toString()).contains("ResumeTimeout");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aNodeOnItsWayDownIsWaitedFor() {
        assertThat(rule.look(NodeCase.state("IDLE+CLOUD+POWERING_DOWN").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is powering down");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aNodeThatIsOnIsNot() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("IDLE+CLOUD").circumstances())).isEmpty();
    }
}
