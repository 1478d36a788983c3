package org.sluice.diagnosis;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                "running." + (queue.running().indexOf(job) + 1),
                queue.nameOf(job) + " on " + job.nodeList() + until,
                "squeue",
                queue.takenAt());
    }

    /** A waiting job that goes first. */
    static Citation ahead(Queue queue, QueuedJob job) {
        return new Citation.Field(
                "ahead." + (queue.ahead().indexOf(job) + 1),
                queue.nameOf(job) + ", priority " + job.priority(),
                "squeue",
                queue.takenAt());
    }

    static String at(Instant moment) {
        return AT.format(moment);
    }

    static Citation expected(Evidence evidence, Instant at) {
        return new Citation.Field(
                "StartTime", AT.format(at), "squeue", evidence.queue().takenAt());
    }

    /** The maintenance that keeps nodes from it, as a citation; none where no window meets it. */
    static List<Citation> maintenance(Evidence evidence) {
        return evidence.queue().maintenance().stream()
                .map(window -> (Citation) new Citation.Field(
                        "Maintenance",
                        window.name() + " keeps " + window.nodeList() + " from "
                                + window.startsAt().map(AT::format).orElse("a time that is not known") + " to "
                                + window.endsAt().map(AT::format).orElse("a time that is not known"),
                        "scontrol show reservation",
                        evidence.queue().takenAt()))
                .toList();
    }

    /** What the maintenance means for it, in a sentence with a space in front; empty where no window meets it. */
    static String maintenanceWords(Evidence evidence) {
        return evidence.queue()
                .maintenance()
                .map(window -> " Maintenance " + window.name() + " keeps " + window.nodeList()
                        + window.startsAt()
                                .map(start -> " from " + AT.format(start))
                                .orElse("")
                        + "; a job whose time limit reaches into it waits until it is over.")
                .orElse("");
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

    /**
     * A smaller wish that would be granted now; empty when there is none, or the job asks for no GPUs. Of the nodes that take
     * jobs, as many as the job wants are counted by the GPUs nobody holds.
     */
    static Optional<String> wouldFitNow(Evidence evidence) {
        Job job = evidence.job();
        if (job.gpus() == null || job.gpus() == 0) {
            return Optional.empty();
        }
        List<Long> free = evidence.queue().nodes().stream()
                .filter(node -> node.state().isUsable())
                .map(node -> node.gpus() - node.gpusAllocated())
                .sorted(Comparator.reverseOrder())
                .toList();
        long wantedPerNode = job.gpus() / Math.max(1, job.nodes());
        for (int nodes = job.nodes(); nodes > 0; nodes--) {
            long each = nodes <= free.size() ? Math.min(free.get(nodes - 1), wantedPerNode) : 0;
            if (each > 0 && nodes * each < job.gpus()) {
                return Optional.of(count(nodes, "node") + " with " + count(each, "GPU") + (nodes == 1 ? "" : " each"));
            }
        }
        return Optional.empty();
    }

    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
