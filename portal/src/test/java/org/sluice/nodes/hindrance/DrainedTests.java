package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrainedTests {
    private final Drained rule = new Drained();

    @Test
    void quotesTheReasonAndWhoGaveIt() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("fan broken").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is drained");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("fan broken");
                    assertThat(hindrance.toString()).contains("dana");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void whatRunsThereRunsOn() {
        assertThat(rule.look(NodeCase.state("MIXED+DRAIN")
                        .reason("fan")
                        .running(7, java.time.Duration.ofHours(1))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is being drained");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("runs on to its end");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void leavesReasonsOfOtherRulesAndRebootsToThem() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("Prolog error").circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN+REBOOT_REQUESTED")
                        .reason("driver")
                        .circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
    }
}
