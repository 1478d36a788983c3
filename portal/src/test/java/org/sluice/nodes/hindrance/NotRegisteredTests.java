package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotRegisteredTests {
    private final NotRegistered rule = new NotRegistered();

    @Test
    void aNodeThatNeverAnsweredIsNotRegistered() {
        assertThat(rule.look(NodeCase.state("UNKNOWN").circumstances())).hasValueSatisfying(hindrance -> {
            assertThat(hindrance.title()).isEqualTo("It has not registered");
            assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
            assertThat(hindrance.toString()).contains("UNKNOWN");
            assertThat(hindrance.change()).isNotBlank();
        });
    }

    @Test
    void aNodeOfLaterHasNoMachine() {
        assertThat(rule.look(NodeCase.state("FUTURE").circumstances())).hasValueSatisfying(hindrance -> {
            assertThat(hindrance.title()).isEqualTo("It has not registered");
            assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
            assertThat(hindrance.toString()).contains("announced");
            assertThat(hindrance.change()).isNotBlank();
        });
    }

    @Test
    void otherNodesHaveRegistered() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("DOWN").circumstances())).isEmpty();
    }
}
