package org.sluice.nodes.hindrance;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.slurm.NodeState;
import org.sluice.web.Formats;

/**
 * Everything a rule may go by: the node, and what else of the snapshot bears on it.
 *
 * @param partitions those the node is in
 * @param reservations those that hold the node, the next first
 * @param jobs that hold something of it
 */
record Circumstances(
        NodeRecord node,
        List<PartitionRecord> partitions,
        List<ReservationRecord> reservations,
        List<QueuedJob> jobs,
        Instant now,
        Formats formats) {

    boolean has(NodeState.Flag flag) {
        return node.state().has(flag);
    }

    /** The reason that stands at the node; empty where there is none. */
    String reason() {
        return node.reason().map(NodeRecord.Why::text).orElse("");
    }

    /** Whether it is out of service for a reason, which Slurm or a person wrote, that holds these words. */
    boolean reasonSays(String words) {
        return !node.state().isUsable() && reason().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }

    /** {@code dana, 2026-11-21 03:19:15 UTC}; empty where Slurm does not say. */
    String signed() {
        return node.reason()
                .map(why -> (why.by().isEmpty() ? "" : why.by() + ", ")
                        + formats.exact(why.at().orElse(null)))
                .orElse("");
    }

    /** When the first of its jobs ends at the latest; empty where none has a limit. */
    Optional<Instant> firstEnd() {
        return jobs.stream().map(QueuedJob::endsAt).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** What would change that everything of something is given away. */
    String whenOneEnds() {
        return firstEnd()
                .map(end -> "The first of its jobs reaches its time limit at " + formats.exact(end)
                        + "; it may end before.")
                .orElse("One of its jobs has to end; none of them has a time limit that says when.");
    }
}
