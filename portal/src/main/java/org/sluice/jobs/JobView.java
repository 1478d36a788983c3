package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.web.StateLook;

/**
 * A job in the words and figures of a page.
 *
 * @param size for example {@code 2 × 2 a100} or {@code 1 node, 4 CPUs}
 * @param elapsed null before the start
 * @param words why it waits, how it ended, or empty while it runs
 * @param mayCancel whether Slurm would let this viewer cancel it, as far as the portal knows
 */
record JobView(
        Job job,
        StateLook look,
        String size,
        @Nullable Duration elapsed,
        String words,
        String exit,
        boolean mine,
        boolean mayCancel,
        String command) {

    static JobView of(Job job, Viewer viewer, Instant now) {
        boolean mine = job.owner().equals(viewer.unixUser());
        return new JobView(
                job,
                JobLooks.of(job),
                size(job),
                job.elapsed(now).orElse(null),
                words(job),
                job.exitStatus() == null ? "" : job.exitStatus().text(),
                mine,
                job.live() && (mine || viewer.isOperator()),
                "scancel " + job.id());
    }

    static List<JobView> of(List<Job> jobs, Viewer viewer, Instant now) {
        return jobs.stream().map(job -> of(job, viewer, now)).toList();
    }

    public boolean running() {
        return job.live() && job.startedAt() != null;
    }

    private static String size(Job job) {
        if (job.gpus() != null && job.gpus() > 0) {
            String type = job.allocation() == null || job.allocation().isEmpty()
                    ? ""
                    : " " + job.allocation().get(0).gpuType();
            return job.nodes() > 1 && job.gpus() % job.nodes() == 0
                    ? job.nodes() + " × " + job.gpus() / job.nodes() + type(type)
                    : job.gpus() + type(type);
        }
        return (job.nodes() == 1 ? "1 node, " : job.nodes() + " nodes, ")
                + job.cpus()
                + (job.cpus() == 1 ? " CPU" : " CPUs");
    }

    private static String type(String type) {
        return type.isBlank() ? " GPU" : type;
    }

    private static String words(Job job) {
        if (job.state().isWaiting()) {
            return job.reason().sentence();
        }
        if (!job.live() && !job.state().isTerminal()) {
            return job.settled()
                    ? "It has left the queue, and neither slurmctld nor accounting knows how it ended."
                    : "It has left the queue; how it ended is being asked.";
        }
        if (job.state().isFailure() && !job.reason().isNone()) {
            return job.reason().sentence();
        }
        return "";
    }
}
