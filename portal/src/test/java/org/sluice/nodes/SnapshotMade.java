package org.sluice.nodes;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.nodes.hindrance.NodeCase;

/** A picture of a cluster with a partition gpu. */
public final class SnapshotMade {
    private SnapshotMade() {}

    public static Snapshot of(List<NodeRecord> nodes, List<QueuedJob> jobs, ReservationRecord... reservations) {
        Map<String, NodeRecord> byName = new LinkedHashMap<>();
        nodes.forEach(node -> byName.put(node.name(), node));
        PartitionRecord gpu = NodeCase.partition("gpu", "UP", String.join(",", byName.keySet()));
        return new Snapshot(
                NodeCase.NOW, Duration.ofSeconds(1), jobs, byName, Map.of("gpu", gpu), List.of(reservations), 0);
    }
}
