package org.sluice.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One snapshot of the cluster: queue, nodes, partitions and reservations as Slurm gave them in one round trip. Immutable.
 *
 * @param observedAt when the answer was complete
 * @param took how long Slurm and the way to it needed
 * @param unreadable rows of the answer that could not be read, in all
 */
public record Snapshot(
        Instant observedAt,
        Duration took,
        List<QueuedJob> jobs,
        Map<String, NodeRecord> nodes,
        Map<String, PartitionRecord> partitions,
        List<ReservationRecord> reservations,
        int unreadable) {

    static Snapshot of(
            Instant observedAt,
            Duration took,
            List<QueuedJob> jobs,
            List<NodeRecord> nodes,
            List<PartitionRecord> partitions,
            List<ReservationRecord> reservations,
            int unreadable) {
        return new Snapshot(
                observedAt,
                took,
                List.copyOf(jobs),
                byName(nodes, NodeRecord::name),
                byName(partitions, PartitionRecord::name),
                List.copyOf(reservations),
                unreadable);
    }

    public Optional<NodeRecord> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    private static <T> Map<String, T> byName(List<T> records, Function<T, String> name) {
        return records.stream()
                .collect(Collectors.toMap(name, Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }
}
