package org.sluice.cluster;

import org.sluice.slurm.JobId;

/** What became of one sbatch, as far as its answer tells. */
public sealed interface SubmissionAnswer {
    /** Slurm took the job. */
    record Accepted(JobId job) implements SubmissionAnswer {}

    /** Slurm did not take it, and says why. */
    record Refused(String words) implements SubmissionAnswer {}

    /** slurmctld was not reached at all: there is no job. */
    record NotAsked(String words) implements SubmissionAnswer {}

    /** There may or may not be a job: only looking can tell. */
    record Unclear(String words) implements SubmissionAnswer {}
}
