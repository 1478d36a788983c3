package org.sluice.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.Snapshots;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Component;

/** The nodes, partitions and reservations of the latest snapshot. */
@Component
public class Nodes {
    private final Snapshots snapshots;

    Nodes(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** All nodes in Slurm's order; empty until the cluster has been seen once. */
    public Collection<NodeRecord> all() {
        return snapshot().map(Snapshot::nodes).map(Map::values).orElse(List.of());
    }

    public Collection<PartitionRecord> partitions() {
        return snapshot().map(Snapshot::partitions).map(Map::values).orElse(List.of());
    }

    /** All reservations, the next first. */
    public List<ReservationRecord> reservations() {
        return snapshot().map(Snapshot::reservations).orElse(List.of()).stream()
                .sorted(Comparator.comparing((ReservationRecord reservation) ->
                                reservation.startsAt().orElse(Instant.MIN))
                        .thenComparing(ReservationRecord::name))
                .toList();
    }

    /**
     * The node of this name.
     *
     * @throws NotFound when the latest snapshot has none
     */
    public NodeRecord require(String name) {
        return find(name).orElseThrow(NotFound::new);
    }

    public Optional<NodeRecord> find(String name) {
        return snapshot().flatMap(snapshot -> snapshot.node(name));
    }

    /** Jobs that hold something on the node now, the oldest first. */
    public List<QueuedJob> jobsOn(String name) {
        return snapshot().map(Snapshot::jobs).orElse(List.of()).stream()
                .filter(job -> job.state().holdsNodes() && job.nodeNames().contains(name))
                .sorted(Comparator.comparing(QueuedJob::submittedAt))
                .toList();
    }

    /** The jobs of every node that has some, by its name. */
    Map<String, List<QueuedJob>> jobsByNode() {
        Map<String, List<QueuedJob>> byNode = new HashMap<>();
        snapshot().map(Snapshot::jobs).orElse(List.of()).stream()
                .filter(job -> job.state().holdsNodes())
                .sorted(Comparator.comparing(QueuedJob::submittedAt))
                .forEach(job -> job.nodeNames()
                        .forEach(name -> byNode.computeIfAbsent(name, none -> new ArrayList<>())
                                .add(job)));
        return byNode;
    }

    /** The latest snapshot; empty until the cluster has been seen once. */
    public Optional<Snapshot> snapshot() {
        return snapshots.latest();
    }
}
