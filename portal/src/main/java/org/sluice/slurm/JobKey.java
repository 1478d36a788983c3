package org.sluice.slurm;

import java.time.Instant;

/**
 * What tells one run of a job from every other: Slurm uses ids again, and a requeued job keeps its id and is given a new
 * submit time.
 */
public record JobKey(JobId id, Instant submittedAt) {
    /** The tasks of an array that wait are one job under the array's number, whichever of them wait. */
    public JobKey {
        id = id.named();
    }
}
