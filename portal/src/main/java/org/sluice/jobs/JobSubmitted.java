package org.sluice.jobs;

import org.sluice.slurm.JobId;

/** Slurm has taken a job that was submitted here. */
public record JobSubmitted(JobId id) {}
