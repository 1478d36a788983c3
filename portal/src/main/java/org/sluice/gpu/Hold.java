package org.sluice.gpu;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's hold of a device.
 *
 * @param end null while it lasts
 * @param shared whether other jobs may hold the same device at the same time (gres/shard): readings are of all of them
 * @param source where it is known from: the node's own {@code log}, DCGM's {@code hpc_job} label, or Slurm's {@code idx}
 */
record Hold(
        Device device,
        long rawJobId,
        Instant begin,
        @Nullable Instant end,
        boolean shared,
        String source) {
    Instant until(Instant now) {
        return end == null ? now : end;
    }

    Duration length(Instant now) {
        return Duration.between(begin, until(now));
    }
}
