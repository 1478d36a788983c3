package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.slurm.ArrayTasks;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.web.StateLook;

/**
 * A job in the words and figures of a page.
 *
 * @param address where it has its page
 * @param size for example {@code 2 × 2 a100}, {@code 2 GPUs}, {@code 2 shards of a GPU} or {@code 1 node, 4 CPUs}
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
                exit(job),
                mine,
                job.live() && (mine || viewer.isOperator()),
                "scancel " + job.cancelled());
    }

    /** From when on its time counts; null while it stands still. */
    public @Nullable Instant runsSince() {
        return job.live() && !job.state().isSuspended() ? job.countsFrom() : null;
    }

    /** What Cancel would end, as a question. */
    public String cancelQuestion() {
        ArrayTasks tasks = job.size().tasks();
        if (tasks.isSome()) {
            return "Cancel " + (tasks.count() == 1 ? "task " : "the tasks ") + tasks.text() + " of array " + job.id()
                    + ", " + job.name() + ", that wait? Tasks that have started go on.";
        }
        return job.id().kind() == JobId.Kind.COMPONENT
                ? "Cancel heterogeneous job " + job.cancelled() + ", " + job.name() + ", with all its components?"
                : "Cancel job " + job.id() + ", " + job.name() + "?";
    }

    /** Of a cancelled job 0:0 says nothing: nothing has ended by itself. */
    private static String exit(Job job) {
        ExitStatus exit = job.exitStatus();
        return exit == null || (job.state().isCancelled() && exit.isSuccess()) ? "" : exit.text();
    }

    private static String size(Job job) {
        ArrayTasks tasks = job.size().tasks();
        return tasks.isSome() && tasks.count() != 1 ? tasks.count() + " tasks × " + sizeOfOne(job) : sizeOfOne(job);
    }

    private static String sizeOfOne(Job job) {
        if (job.gpus() != null && job.gpus() > 0) {
            String type = job.allocation() == null || job.allocation().isEmpty()
                    ? ""
                    : " " + job.allocation().get(0).gpuType();
            return job.nodes() > 1 && job.gpus() % job.nodes() == 0
                    ? job.nodes() + " × " + gpus(job.gpus() / job.nodes(), type)
                    : gpus(job.gpus(), type);
        }
        long shards = Gres.shards(job.size().perNode());
        if (shards > 0) {
            return (job.nodes() > 1 ? job.nodes() + " × " : "") + counted(shards, "shard") + " of a GPU";
        }
        return job.nodes() == 0 && job.cpus() == 0
                ? "size not known"
                : counted(job.nodes(), "node") + ", " + counted(job.cpus(), "CPU");
    }

    private static String gpus(int gpus, String type) {
        return type.isBlank() ? counted(gpus, "GPU") : gpus + type;
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String words(Job job, JobListing listing) {
        if (job.state().isWaiting() && job.live()) {
            String tasks =
                    job.size().tasks().isSome() ? "Tasks " + job.size().tasks().text() + ". " : "";
            return tasks + (job.state().isHeld() ? held(job) : job.reason().sentence());
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

    private static String held(Job job) {
        return job.reason().isHeld()
                ? job.reason().sentence()
                : "It was put back into the queue, and Slurm holds it. Release it to let it start again.";
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
