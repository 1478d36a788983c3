package org.sluice.slurm;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job did what.
 *
 * @param eligibleAt null where nobody told it
 * @param startedAt null before the start
 * @param endedAt null before the end
 * @param elapsed how long it has run, without the time it was suspended; null where nobody told it
 */
public record JobTimes(
        @Nullable Instant eligibleAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Duration elapsed,
        TimeLimit limit) {}
