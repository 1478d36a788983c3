package org.sluice.jobs;

import java.time.Instant;
import org.sluice.cluster.AccountedJob;
import org.sluice.slurm.JobId;

/** What tells one job from every other, since Slurm uses its ids again: the id and when it was submitted. */
record JobKey(JobId id, Instant submittedAt) {
    static JobKey of(Job job) {
        return new JobKey(job.id(), job.submittedAt());
    }

    static JobKey of(AccountedJob run) {
        return new JobKey(run.id(), run.submittedAt());
    }
}
