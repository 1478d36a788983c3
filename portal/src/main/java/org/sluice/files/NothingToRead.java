package org.sluice.files;

import java.time.Duration;
import java.time.Instant;
import org.sluice.jobs.Job;

/** Why nothing of a file can be shown, in a sentence that is true of this job at this moment. */
final class NothingToRead {
    static final String NOWHERE = "It goes to /dev/null: nothing of it is kept.";

    /** The node makes the file as the script begins; a prolog may run before that. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private NothingToRead() {}

    /** It is not known where the file is. */
    static String notNamed(Job job) {
        if (job.live()) {
            return job.startedAt() == null
                    ? "The file is not known yet; Slurm names it when the job starts."
                    : "Slurm has not said yet where the file is.";
        }
        return job.startedAt() == null
                ? "The job never started: it wrote nothing."
                : "Where the file is is not known: slurmctld had forgotten the job before it was asked.";
    }

    /** There is no file of that name. */
    static String missing(Job job, String path, Instant now) {
        if (!job.live()) {
            return job.startedAt() == null
                    ? "The job never started: it wrote nothing."
                    : "There is no file " + path + ": it was removed or renamed, or only the node has it.";
        }
        boolean soon =
                job.elapsed(now).map(elapsed -> elapsed.compareTo(SOON) < 0).orElse(true);
        return soon
                ? "The job has not written anything yet."
                : "There is no file " + path
                        + " any more: it was removed or renamed as the job ran, or only the node has it.";
    }
}
