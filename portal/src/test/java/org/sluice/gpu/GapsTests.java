package org.sluice.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapsTests {
    private static final Instant NOW = Gpus.BEGIN.plusSeconds(600);

    private final Gaps gaps = new Gaps(
            List.of(
                    new Silence("a1", Gpus.BEGIN.plusSeconds(100), Gpus.BEGIN.plusSeconds(160), "a1 does not answer"),
                    new Silence(
                            "", Gpus.BEGIN.plusSeconds(150), Gpus.BEGIN.plusSeconds(300), "the portal was not looking"),
                    new Silence("a2", Gpus.BEGIN.plusSeconds(590), null, "a2 does not answer")),
            NOW,
            Duration.ofSeconds(5));

    @Test
    void givesTheReasonThatCoversMostOfIt() {
        assertThat(gaps.of(missing(100, 165), "a1").why()).isEqualTo("a1 does not answer");
        assertThat(gaps.of(missing(100, 290), "a1").why()).isEqualTo("the portal was not looking");
        assertThat(gaps.of(missing(100, 149), "a2").why()).isEqualTo("a2 answered without a reading of this GPU");
    }

    @Test
    void lastsAsLongAsNothingHasComeSince() {
        assertThat(gaps.of(missing(585, 600), "a2"))
                .isEqualTo(new Gap(Gpus.BEGIN.plusSeconds(585), null, "a2 does not answer"));
        assertThat(gaps.of(missing(100, 165), "a1").until()).isEqualTo(Gpus.BEGIN.plusSeconds(165));
    }

    private static Missing missing(long from, long until) {
        return new Missing(1, Gpus.BEGIN.plusSeconds(from), Gpus.BEGIN.plusSeconds(until));
    }
}
