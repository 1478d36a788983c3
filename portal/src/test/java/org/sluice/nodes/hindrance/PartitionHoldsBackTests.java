package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionHoldsBackTests {
    private final PartitionHoldsBack rule = new PartitionHoldsBack();

    @Test
    void aPartitionThatIsDownStartsNothing() {
        assertThat(rule.look(NodeCase.idle().inPartition("gpu", "DOWN").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("Partition gpu starts no jobs");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("State=DOWN");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void soDoesAnInactiveOne() {
        assertThat(rule.look(NodeCase.idle().inPartition("gpu", "INACTIVE").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("Partition gpu starts no jobs");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aNodeWithoutOneGetsNoJobs() {
        assertThat(rule.look(NodeCase.idle().inPartition("", "UP").circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is in no partition");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("reconfigure");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aPartitionThatDrainsStillStartsWhatWaits() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.idle().inPartition("gpu", "DRAIN").circumstances()))
                .isEmpty();
    }
}
