package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RebootingTests {
    private final Rebooting rule = new Rebooting();

    @Test
    void saysThatItReboots() {
        assertThat(rule.look(NodeCase.state("DOWN+DRAIN+REBOOT_ISSUED")
                        .reason("driver : reboot issued")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is rebooting");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.toString()).contains("driver");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void saysWhichJobItWaitsFor() {
        assertThat(rule.look(NodeCase.state("MIXED+DRAIN+REBOOT_REQUESTED")
                        .reason("driver")
                        .running(7, java.time.Duration.ofHours(1))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It reboots as soon as it is empty");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.toString()).contains("13:00:00");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aDrainedNodeDoesNotReboot() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("x").circumstances()))
                .isEmpty();
    }
}
