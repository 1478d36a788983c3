package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryAllGivenTests {
    private final MemoryAllGiven rule = new MemoryAllGiven();

    @Test
    void saysThatMemoryIsPromised() {
        assertThat(rule.look(NodeCase.state("MIXED").using(1, 1, 255999).circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("Its memory is given");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.toString()).contains("255999M of 256000M");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aGigabyteIsEnoughForSome() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("MIXED").using(1, 1, 254000).circumstances()))
                .isEmpty();
    }
}
