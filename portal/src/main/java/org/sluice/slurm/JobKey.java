package org.sluice.slurm;

import java.time.Instant;

/**
 * What tells one run of a job from every other: Slurm uses ids again, and a requeued job keeps its id and is given a new
 * submit time.
 */
public record JobKey(JobId id, Instant submittedAt) {}
