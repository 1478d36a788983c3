package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrologFailedTests {
    private final PrologFailed rule = new PrologFailed();

    @Test
    void aPrologThatFailsIsCalledSo() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("Prolog error").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("The prolog failed");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("Prolog error");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void soIsAnEpilog() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("Epilog error").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("The epilog failed");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void otherReasonsAreNot() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN").reason("fan").circumstances()))
                .isEmpty();
    }
}
