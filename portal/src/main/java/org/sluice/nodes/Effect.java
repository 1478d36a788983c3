package org.sluice.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;

/**
 * What it means that some nodes take no new jobs: whom it touches and what is left.
 *
 * @param jobs that run there now, those that end last first
 * @param people whose jobs they are
 * @param gpus of each type: lost at once, and lost when jobs end
 * @param clearBy when the last of the jobs has ended at the latest; null when none runs or one has no limit
 * @param endless jobs without a time limit
 * @param partitions what becomes of each partition the nodes are in
 */
record Effect(
        List<JobOnNode> jobs,
        int people,
        List<GpuType> gpus,
        @Nullable Instant clearBy,
        long endless,
        List<Left> partitions) {

    /**
     * What is left of a partition.
     *
     * @param before nodes that take jobs now
     * @param after nodes that would
     * @param waiting jobs that wait for it
     */
    record Left(String partition, long before, long after, long waiting) {
        public boolean nothing() {
            return after == 0;
        }
    }

    static Effect of(Snapshot snapshot, Collection<NodeRecord> nodes, Viewer viewer, Visibility visibility) {
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> names.add(node.name()));
        List<QueuedJob> running = running(snapshot, names);
        long endless =
                running.stream().filter(job -> job.timeLimit().isUnlimited()).count();
        Instant last = running.stream()
                .map(job -> job.endsAt().orElse(null))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Effect(
                running.stream()
                        .map(job -> JobOnNode.of(job, viewer, visibility))
                        .toList(),
                (int) running.stream().map(QueuedJob::owner).distinct().count(),
                GpuType.of(nodes),
                endless > 0 ? null : last,
                endless,
                left(snapshot, names));
    }

    private static List<QueuedJob> running(Snapshot snapshot, Set<String> names) {
        return snapshot.jobs().stream()
                .filter(job -> job.state().holdsNodes())
                .filter(job -> job.nodeNames().stream().anyMatch(names::contains))
                .sorted(Comparator.comparing(job -> job.endsAt().orElse(Instant.MAX), Comparator.reverseOrder()))
                .toList();
    }

    private static List<Left> left(Snapshot snapshot, Set<String> names) {
        List<Left> left = new ArrayList<>();
        for (PartitionRecord partition : snapshot.partitions().values()) {
            List<String> members = partition.nodeNames();
            if (members.stream().noneMatch(names::contains)) {
                continue;
            }
            List<String> usable = members.stream()
                    .filter(name -> snapshot.node(name)
                            .filter(node -> node.state().isUsable())
                            .isPresent())
                    .toList();
            long after = usable.stream().filter(name -> !names.contains(name)).count();
            long waiting = snapshot.jobs().stream()
                    .filter(job -> job.state().isWaiting()
                            && List.of(job.partition().split(",")).contains(partition.name()))
                    .count();
            left.add(new Left(partition.name(), usable.size(), after, waiting));
        }
        return left;
    }
}
