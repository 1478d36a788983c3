package org.sluice.diagnosis;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.jobs.Job;

/** Words that the rules about waiting jobs share. */
final class Waits {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Waits() {}

    /** A running job, and until when it may hold what it has. */
    static Citation holder(Queue queue, QueuedJob job) {
        String until = job.endsAt()
                .map(end -> ", until " + AT.format(end) + " at the latest")
                .orElse("");
        return new Citation.Field(
                "running." + queue.running().indexOf(job),
                queue.nameOf(job) + " on " + job.nodeList() + until,
                "squeue",
                queue.takenAt());
    }

    /** A waiting job that goes first. */
    static Citation ahead(Queue queue, QueuedJob job) {
        return new Citation.Field(
                "ahead." + queue.ahead().indexOf(job),
                queue.nameOf(job) + ", priority " + job.priority(),
                "squeue",
                queue.takenAt());
    }

    static Citation expected(Evidence evidence, Instant at) {
        return new Citation.Field(
                "StartTime", AT.format(at), "squeue", evidence.queue().takenAt());
    }

    /** What the job asks for: {@code 2 nodes with 4 GPUs in all}. */
    static String wish(Evidence evidence) {
        Job job = evidence.job();
        String gpus = job.gpus() == null || job.gpus() == 0 ? count(job.cpus(), "CPU") : count(job.gpus(), "GPU");
        return count(job.nodes(), "node") + " with " + gpus + (job.nodes() == 1 ? "" : " in all");
    }

    /** What is free in the partition; empty when that is not known. */
    static String free(Evidence evidence) {
        long gpus = evidence.queue().nodes().stream()
                .filter(node -> node.state().isUsable())
                .mapToLong(node -> node.gpus() - node.gpusAllocated())
                .sum();
        long usable = evidence.queue().nodes().stream()
                .filter(node -> node.state().isUsable())
                .count();
        long all = evidence.queue().nodes().stream().mapToLong(NodeRecord::gpus).sum();
        if (usable == 0 || all == 0) {
            return usable == 0 && !evidence.queue().nodes().isEmpty() ? " No node of it takes jobs now." : "";
        }
        return " Now " + gpus + " of its " + all + " GPUs " + (gpus == 1 ? "is" : "are") + " free.";
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
