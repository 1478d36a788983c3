package org.sluice.reservations;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sluice.access.Viewer;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.Snapshot;

/**
 * What a viewer should know of a maintenance window.
 *
 * @param active whether it has begun
 * @param running the viewer's jobs that reach into it
 * @param waiting the viewer's jobs that Slurm keeps waiting for it
 */
record MaintenanceNotice(
        ReservationRecord window, String reason, boolean active, List<String> running, List<String> waiting) {
    private static final Duration AHEAD = Duration.ofDays(7);
    private static final int MOST_NAMED = 6;

    /** The windows of the next seven days on nodes that concern this viewer. */
    static List<MaintenanceNotice> of(Snapshot snapshot, Viewer viewer, Instant now, String node) {
        return snapshot.reservations().stream()
                .filter(ReservationRecord::isMaintenance)
                .filter(window -> window.meets(now, now.plus(AHEAD)))
                .filter(window -> node.isEmpty() || window.nodeNames().contains(node))
                .map(window -> of(window, snapshot, viewer, now))
                .filter(notice -> !node.isEmpty() || notice.concerns(snapshot, viewer))
                .sorted(Comparator.comparing(
                        notice -> notice.window().startsAt().orElse(now)))
                .toList();
    }

    private static MaintenanceNotice of(ReservationRecord window, Snapshot snapshot, Viewer viewer, Instant now) {
        List<String> nodes = window.nodeNames();
        List<QueuedJob> mine = snapshot.jobs().stream()
                .filter(job -> job.owner().equals(viewer.unixUser()))
                .toList();
        return new MaintenanceNotice(
                window,
                ReservationView.reason(window),
                window.startsBy(now),
                ids(mine.stream()
                        .filter(job -> job.state().holdsNodes()
                                && job.nodeNames().stream().anyMatch(nodes::contains)
                                && job.endsAt().map(window::startsBy).orElse(true))
                        .toList()),
                ids(mine.stream()
                        .filter(job -> job.state().isWaiting()
                                && job.reason().toString().contains("maintenance"))
                        .toList()));
    }

    /** The nodes, by name where they are few. */
    public String nodes() {
        List<String> names = window.nodeNames();
        return names.size() > MOST_NAMED ? window.nodeList() : String.join(", ", names);
    }

    private static List<String> ids(List<QueuedJob> jobs) {
        return jobs.stream().map(job -> job.id().toString()).toList();
    }

    /** Operators hear of all; others of those on nodes their accounts may use, or their jobs meet. */
    private boolean concerns(Snapshot snapshot, Viewer viewer) {
        if (viewer.isOperator() || !running.isEmpty() || !waiting.isEmpty()) {
            return true;
        }
        List<String> nodes = window.nodeNames();
        return snapshot.partitions().values().stream()
                .filter(partition -> partition.nodeNames().stream().anyMatch(nodes::contains))
                .anyMatch(partition -> viewer.accounts().isEmpty()
                        || viewer.accounts().stream().anyMatch(partition::allowsAccount));
    }
}
