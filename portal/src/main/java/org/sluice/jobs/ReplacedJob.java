package org.sluice.jobs;

import java.time.Instant;

/** The job that another one was submitted in place of; Slurm uses ids again, so its submit time belongs to it. */
public record ReplacedJob(String id, Instant submittedAt) {
    public static ReplacedJob of(Job job) {
        return new ReplacedJob(job.id().toString(), job.submittedAt());
    }

    /** Where it has its page. */
    public String address() {
        return id + "@" + submittedAt.getEpochSecond();
    }
}
