package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GpusAllGivenTests {
    private final GpusAllGiven rule = new GpusAllGiven();

    @Test
    void saysWhenTheFirstMayComeFree() {
        assertThat(rule.look(NodeCase.state("MIXED")
                        .using(4, 8, 1000)
                        .running(7, Duration.ofHours(2))
                        .running(8, Duration.ofHours(1))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("All 4 GPUs are given");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.BUSY);
                    assertThat(hindrance.toString()).contains("13:00:00");
                    assertThat(hindrance.toString()).contains("gpu:a100:4");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void oneFreeGpuIsEnough() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.state("MIXED").using(3, 8, 1000).circumstances()))
                .isEmpty();
    }
}
