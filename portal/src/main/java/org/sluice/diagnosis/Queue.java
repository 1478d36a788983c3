package org.sluice.diagnosis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;

/**
 * The queue around a job, as its viewer may know it. Times, sizes and nodes of other people's jobs may be known; their
 * names and owners not.
 *
 * @param self the job itself; null when the latest snapshot does not have it
 * @param partition its partition; null when the latest snapshot does not have it
 * @param nodes the nodes of its partition
 * @param reservations of the whole cluster
 * @param others every other job of its partition, waiting or running
 * @param visible whether the viewer may see that job
 * @param takenAt when the snapshot was taken
 */
record Queue(
        @Nullable QueuedJob self,
        @Nullable PartitionRecord partition,
        List<NodeRecord> nodes,
        List<ReservationRecord> reservations,
        List<QueuedJob> others,
        Predicate<QueuedJob> visible,
        @Nullable Instant takenAt) {

    static final Queue NOT_SEEN = new Queue(null, null, List.of(), List.of(), List.of(), job -> false, null);

    /** Jobs that hold something now, the one that ends first in front; those without an end are last. */
    List<QueuedJob> running() {
        return others.stream()
                .filter(job -> job.state().holdsNodes())
                .sorted(Comparator.comparing(job -> job.endsAt().orElse(Instant.MAX)))
                .toList();
    }

    /** The first maintenance that begins, or lasts, before the job could end, on nodes that it could run on. */
    Optional<ReservationRecord> maintenance() {
        QueuedJob me = self;
        Instant seen = takenAt;
        if (me == null || seen == null) {
            return Optional.empty();
        }
        Instant until = me.timeLimit().duration().map(seen::plus).orElse(Instant.MAX);
        Set<String> names = nodes.stream().map(NodeRecord::name).collect(Collectors.toSet());
        return reservations.stream()
                .filter(ReservationRecord::isMaintenance)
                .filter(window -> !window.name().equals(me.reservation()))
                .filter(window -> window.meets(seen, until))
                .filter(window -> window.nodeNames().stream().anyMatch(names::contains))
                .min(Comparator.comparing(window -> window.startsAt().orElse(Instant.MIN)));
    }

    /** Jobs that wait and that Slurm looks at before this one, the next first. */
    List<QueuedJob> ahead() {
        QueuedJob me = self;
        return me == null
                ? List.of()
                : others.stream()
                        .filter(job -> job.state().isWaiting() && !job.reason().isHeld())
                        .filter(job -> job.priority() > me.priority()
                                || (job.priority() == me.priority() && job.rawId() < me.rawId()))
                        .sorted(Comparator.comparing(QueuedJob::priority).reversed())
                        .toList();
    }

    /** When Slurm expects to start it, as far as its backfill scheduler has got to it. */
    Optional<Instant> expectedStart() {
        return self == null ? Optional.empty() : self.startsAt();
    }

    /** {@code job 4711} where the viewer may see it, else {@code someone's job}; with its GPUs. */
    String nameOf(QueuedJob job) {
        String name = visible.test(job) ? "job " + job.id() + " of " + job.owner() : "someone's job";
        Integer gpus = job.size().gpus();
        return gpus == null ? name : name + " (" + gpus + (gpus == 1 ? " GPU)" : " GPUs)");
    }
}
