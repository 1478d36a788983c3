package org.sluice.templates;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.ReservationRecord;

/**
 * What the latest snapshot of the cluster has of all that a job's start depends on.
 *
 * @param observedAt when Slurm gave it
 */
record SeenCluster(
        Collection<PartitionRecord> partitions,
        Collection<NodeRecord> nodes,
        List<ReservationRecord> reservations,
        Instant observedAt,
        Instant now) {
    /** Past this nothing is said of "now". */
    private static final Duration OLD = Duration.ofSeconds(15);

    boolean isOld() {
        return observedAt.plus(OLD).isBefore(now);
    }
}
