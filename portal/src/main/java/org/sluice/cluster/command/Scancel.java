package org.sluice.cluster.command;

import java.util.List;
import org.sluice.slurm.JobId;

/** {@code scancel}: ends a job, an array, or the tasks of an array that wait. */
public final class Scancel {
    private Scancel() {}

    public static List<String> argv(JobId job) {
        return List.of("scancel", target(job));
    }

    /** Of the tasks that wait scancel wants the list without the limit on how many may run. */
    private static String target(JobId job) {
        return job.kind() == JobId.Kind.WAITING_TASKS
                ? job.number() + "_[" + job.waiting().split("%", 2)[0] + "]"
                : job.toString();
    }
}
