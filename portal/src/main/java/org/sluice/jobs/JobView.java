package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.web.StateLook;

/**
 * A job in the words and figures of a page.
 *
 * @param address where it has its page
 * @param size for example {@code 2 × 2 a100} or {@code 1 node, 4 CPUs}
 * @param elapsed null before the start
 * @param words why it waits, how it ended, or empty while it runs
 * @param mayCancel whether Slurm would let this viewer cancel it, as far as the portal knows
 */
record JobView(
        Job job,
        String address,
        StateLook look,
        String size,
        @Nullable Duration elapsed,
        String words,
        String exit,
        boolean mine,
        boolean mayCancel,
        String command) {

    static JobView of(Job job, JobListing listing, Viewer viewer, Instant now) {
        boolean mine = job.owner().equals(viewer.unixUser());
        return new JobView(
                job,
                listing.address(),
                JobLooks.of(job),
                size(job),
                job.elapsed(now).orElse(null),
                words(job, listing),
                job.exitStatus() == null ? "" : job.exitStatus().text(),
                mine,
                job.live() && (mine || viewer.isOperator()),
                "scancel " + job.id());
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

    private static String words(Job job, JobListing listing) {
        if (job.state().isWaiting() && job.live()) {
            return job.reason().sentence();
        }
        if (job.state().isRequeued()) {
            return "This run ended early; Slurm put the job back into the queue.";
        }
        if (!job.live() && !job.state().isTerminal()) {
            return job.settled()
                    ? "It has left the queue, and neither slurmctld nor accounting knows how it ended."
                    : "It has left the queue; how it ended is being asked.";
        }
        if (job.state().isCancelled()) {
            return cancelled(job, listing.cancelledBy());
        }
        if (!job.state().isFailure()) {
            return "";
        }
        return listing.reason() == null ? failure(job) : listing.reason() + ".";
    }

    private static String cancelled(Job job, @Nullable String by) {
        String when = job.startedAt() == null ? " before it started" : "";
        if (by == null) {
            return "Cancelled" + when + ".";
        }
        return by.equals(job.owner()) ? "Cancelled by its owner" + when + "." : "Cancelled by " + by + when + ".";
    }

    private static String failure(Job job) {
        String how = job.exitStatus() == null || job.exitStatus().isSuccess()
                ? ""
                : Character.toUpperCase(job.exitStatus().text().charAt(0))
                        + job.exitStatus().text().substring(1) + ".";
        return switch (job.state().name()) {
            case TIMEOUT -> "It reached its time limit.";
            case OUT_OF_MEMORY -> "It used more memory than it was given.";
            case NODE_FAIL -> "A node it ran on failed.";
            case PREEMPTED -> "It had to make room for a job that goes before it.";
            case DEADLINE -> "It could not end before its deadline.";
            case BOOT_FAIL -> "A node it was given did not boot.";
            default -> how.isEmpty() && !job.reason().isNone() ? job.reason().sentence() : how;
        };
    }
}
