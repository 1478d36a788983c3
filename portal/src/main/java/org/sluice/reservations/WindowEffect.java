package org.sluice.reservations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.JobOnNode;
import org.sluice.slurm.TimeLimit;

/**
 * Which jobs meet a time in which nodes are kept.
 *
 * @param into jobs that run on the nodes and whose time limit reaches into it, those that end last first
 * @param waiting jobs that wait and would have nowhere else to run before it is over
 * @param fewer jobs that wait and have fewer nodes to run on, but some
 * @param people whose jobs these are, without the last
 * @param others reservations of the same nodes at the same time
 */
record WindowEffect(
        List<JobOnNode> into, List<JobOnNode> waiting, int fewer, int people, List<ReservationRecord> others) {

    static WindowEffect of(
            Snapshot snapshot,
            Collection<String> nodes,
            Instant startsAt,
            Duration lasts,
            String name,
            Viewer viewer,
            Visibility visibility) {
        Set<String> names = new HashSet<>(nodes);
        Instant endsAt = startsAt.plus(lasts);
        List<QueuedJob> into = snapshot.jobs().stream()
                .filter(job -> job.state().holdsNodes())
                .filter(job -> job.nodeNames().stream().anyMatch(names::contains))
                .filter(job -> job.endsAt().map(end -> end.isAfter(startsAt)).orElse(true))
                .sorted(Comparator.comparing(job -> job.endsAt().orElse(Instant.MAX), Comparator.reverseOrder()))
                .toList();
        // Many jobs wait for few partitions: the nodes of each are looked up once.
        Map<String, List<String>> usable = new HashMap<>();
        List<QueuedJob> touched = new ArrayList<>();
        List<QueuedJob> nowhere = new ArrayList<>();
        for (QueuedJob job : snapshot.jobs()) {
            if (job.state().isWaiting() && reaches(snapshot, job, startsAt)) {
                List<String> open = usable.computeIfAbsent(job.partition(), wish -> inPartitions(snapshot, job));
                if (open.stream().anyMatch(names::contains)) {
                    touched.add(job);
                    if (names.containsAll(open)) {
                        nowhere.add(job);
                    }
                }
            }
        }
        long people = Stream.concat(into.stream(), nowhere.stream())
                .map(QueuedJob::owner)
                .distinct()
                .count();
        return new WindowEffect(
                seen(into, viewer, visibility),
                seen(nowhere, viewer, visibility),
                touched.size() - nowhere.size(),
                (int) people,
                snapshot.reservations().stream()
                        .filter(other -> !other.name().equals(name))
                        .filter(other -> other.nodeNames().stream().anyMatch(names::contains))
                        .filter(other -> other.meets(startsAt, endsAt))
                        .toList());
    }

    public boolean nobody() {
        return into.isEmpty() && waiting.isEmpty() && fewer == 0;
    }

    private static List<JobOnNode> seen(List<QueuedJob> jobs, Viewer viewer, Visibility visibility) {
        return jobs.stream().map(job -> JobOnNode.of(job, viewer, visibility)).toList();
    }

    /** Whether a job that started this moment could still run when it begins; one without a limit always could. */
    private static boolean reaches(Snapshot snapshot, QueuedJob job, Instant startsAt) {
        TimeLimit limit = job.timeLimit();
        return limit.duration()
                .map(length -> snapshot.observedAt().plus(length).isAfter(startsAt))
                .orElse(true);
    }

    /** The nodes that take jobs in any of the partitions a job waits for. */
    private static List<String> inPartitions(Snapshot snapshot, QueuedJob job) {
        return snapshot.partitions().values().stream()
                .filter(partition -> partition.isNamedBy(job))
                .map(PartitionRecord::nodeNames)
                .flatMap(List::stream)
                .distinct()
                .filter(node -> snapshot.node(node)
                        .filter(found -> found.state().isUsable()
                                || found.state().look() == org.sluice.slurm.NodeState.Look.RESERVED)
                        .isPresent())
                .toList();
    }
}
