package org.sluice.gpu;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Says why readings are missing, as far as that is known. */
final class Gaps {
    private final List<Silence> silences;
    private final Instant now;
    private final Duration every;

    /** @param every a reading is expected this often; what is missing up to a moment so near lasts still */
    Gaps(List<Silence> silences, Instant now, Duration every) {
        this.silences = silences;
        this.now = now;
        this.every = every;
    }

    Gap of(Missing missing, String node) {
        boolean lasts = !missing.until().isBefore(now.minus(every));
        return new Gap(missing.from(), lasts ? null : missing.until(), why(missing, node));
    }

    private String why(Missing missing, String node) {
        return silences.stream()
                .filter(silence -> silence.concerns(node) && silence.overlaps(missing.from(), missing.until()))
                .max(Comparator.comparing(silence -> shared(silence, missing)))
                .map(Silence::why)
                .orElse(node + " answered without a reading of this GPU");
    }

    private static Duration shared(Silence silence, Missing missing) {
        Instant from = silence.since().isAfter(missing.from()) ? silence.since() : missing.from();
        Instant until =
                silence.until() == null || silence.until().isAfter(missing.until()) ? missing.until() : silence.until();
        return Duration.between(from, until);
    }
}
