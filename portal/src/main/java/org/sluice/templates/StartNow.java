package org.sluice.templates;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.ReservationRecord;
import org.sluice.slurm.HostList;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.slurm.SlurmDuration;
import org.sluice.web.Formats;

/** Whether a job could start at this moment on nodes that are large enough for it and in service. */
final class StartNow {
    private final SeenCluster seen;
    private final PartitionRecord partition;
    private final SbatchOptions options;
    private final Formats formats;
    private final Wish wish;

    StartNow(SeenCluster seen, PartitionRecord partition, SbatchOptions options, Formats formats) {
        this.seen = seen;
        this.partition = partition;
        this.options = options;
        this.formats = formats;
        this.wish = Wish.of(options);
    }

    Check on(List<NodeRecord> inService) {
        List<NodeRecord> free = inService.stream().filter(wish::fitsNow).toList();
        List<NodeRecord> open =
                free.stream().filter(node -> keeper(node).isEmpty()).toList();
        long ready = open.stream().filter(node -> !node.state().isStartable()).count();
        if (ready >= wish.nodes()) {
            return fits(ready);
        }
        if (open.size() >= wish.nodes()) {
            return Check.ok("It fits once Slurm has started " + Wish.counted(wish.nodes() - ready, "node")
                    + " of partition " + partition.name() + " for it, which takes some minutes.");
        }
        return Check.warn(
                free.size() >= wish.nodes()
                        ? kept(free)
                        : "It fits, but not now: " + free.size() + " of " + wish.nodes() + " free for " + wish.words()
                                + ". It will wait.");
    }

    private Check fits(long nodes) {
        String what =
                Wish.counted(nodes, "node") + " of partition " + partition.name() + " could take " + wish.words() + ".";
        return seen.isOld()
                ? Check.unknown(
                        "It fitted when Slurm last answered, " + formats.relative(seen.observedAt()) + ": " + what)
                : Check.ok("It fits now: " + what);
    }

    /** How long the job may run, as far as known; empty for no limit. */
    private Optional<Duration> limit() {
        return options.value(Option.TIME)
                .flatMap(SlurmDuration::tryParse)
                .filter(limit -> !limit.isZero())
                .or(() -> partition.defaultTime().duration())
                .or(() -> partition.maxTime().duration());
    }

    /** The first reservation that keeps the node while the job could still run; the job's own keeps nothing from it. */
    private Optional<ReservationRecord> keeper(NodeRecord node) {
        Instant until = limit().map(seen.now()::plus).orElse(Instant.MAX);
        List<String> own = options.value(Option.RESERVATION)
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
        return seen.reservations().stream()
                .filter(reservation -> !own.contains(reservation.name()))
                .filter(reservation -> reservation.meets(seen.now(), until))
                .filter(reservation -> reservation.nodeNames().contains(node.name()))
                .min(byStart());
    }

    private String kept(List<NodeRecord> free) {
        ReservationRecord keeper = free.stream()
                .map(node -> keeper(node).orElse(null))
                .filter(Objects::nonNull)
                .min(byStart())
                .orElseThrow();
        String what = (keeper.isMaintenance() ? "maintenance " : "reservation ") + keeper.name();
        String nodes = HostList.compress(free.stream()
                .map(NodeRecord::name)
                .filter(keeper.nodeNames()::contains)
                .toList());
        String until = formats.exact(keeper.endsAt().orElse(null));
        if (keeper.startsBy(seen.now())) {
            return "It fits, but not now: " + what + " keeps " + nodes + " until " + until + ". It will wait.";
        }
        String from = formats.exact(keeper.startsAt().orElse(null));
        return "It fits, but not now: " + what + " keeps " + nodes + " from " + from + " to " + until + ", before "
                + limit().map(limit -> "a time limit of " + formats.duration(limit) + " has passed")
                        .orElse("a job without a time limit ends")
                + ". It will wait; a time limit that ends before then lets it start now.";
    }

    private static Comparator<ReservationRecord> byStart() {
        return Comparator.comparing(reservation -> reservation.startsAt().orElse(Instant.MIN));
    }
}
