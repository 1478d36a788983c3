package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowMemoryTests {
    private final LowMemory rule = new LowMemory();

    @Test
    void quotesWhatWasReported() {
        assertThat(rule.look(NodeCase.state("IDLE+DRAIN")
                        .reason("Low RealMemory (reported:128000 < 100.00% of configured:256000)")
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It has less memory than slurm.conf promises");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("reported:128000");
                    assertThat(hindrance.toString()).contains("256000M");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aReasonThatStandsAtAServingNodeIsNone() {
        assertThat(rule.look(NodeCase.state("IDLE").reason("Low RealMemory").circumstances()))
                .isEmpty();
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
    }
}
