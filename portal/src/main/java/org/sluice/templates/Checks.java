package org.sluice.templates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sluice.access.Viewer;
import org.sluice.accounts.Associations;
import org.sluice.cluster.Association;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.Snapshots;
import org.sluice.nodes.Nodes;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.slurm.SlurmDuration;
import org.sluice.web.Formats;
import org.springframework.stereotype.Component;

/** Compares what a form asks for with what the cluster has, before Slurm is asked. */
@Component
class Checks {
    private final Nodes nodes;
    private final Associations associations;

    private final Snapshots snapshots;
    private final Formats formats;
    private final Clock clock;

    Checks(Nodes nodes, Associations associations, Snapshots snapshots, Formats formats, Clock clock) {
        this.nodes = nodes;
        this.associations = associations;
        this.snapshots = snapshots;
        this.formats = formats;
        this.clock = clock;
    }

    /** When Slurm said what the checks compare with; empty until it has been seen once. */
    Optional<Instant> observedAt() {
        return snapshots.latest().map(Snapshot::observedAt);
    }

    List<Check> of(SbatchOptions options, Viewer viewer) {
        Instant now = clock.instant();
        SeenCluster seen = new SeenCluster(
                nodes.partitions(),
                nodes.all(),
                nodes.reservations(),
                observedAt().orElse(now),
                now);
        return of(options, seen, associations.of(viewer), formats);
    }

    static List<Check> of(SbatchOptions options, SeenCluster seen, List<Association> mine, Formats formats) {
        Collection<PartitionRecord> partitions = seen.partitions();
        if (partitions.isEmpty()) {
            return List.of(
                    Check.unknown("The cluster has not been seen yet: nothing can be checked. Slurm will decide."));
        }
        List<String> chosen = options.value(Option.PARTITION)
                .map(value -> List.of(value.split(",", -1)))
                .orElse(List.of());
        if (chosen.size() > 1) {
            return chosen.stream()
                    .filter(name -> !name.isEmpty())
                    .flatMap(name -> of(options.with(Option.PARTITION, name), seen, mine, formats).stream())
                    .distinct()
                    .toList();
        }
        List<Check> checks = new ArrayList<>();
        account(options, mine).ifPresent(checks::add);
        Optional<PartitionRecord> partition = partition(options, partitions);
        if (partition.isEmpty()) {
            String names = partitions.stream().map(PartitionRecord::name).collect(Collectors.joining(", "));
            checks.add(Check.bad(options.value(Option.PARTITION)
                    .map(name -> "There is no partition " + name + "; there are " + names + ".")
                    .orElse("The cluster has no default partition: choose one of " + names + ".")));
            return checks;
        }
        open(partition.get(), options).ifPresent(checks::add);
        time(partition.get(), options).ifPresent(checks::add);
        checks.add(size(partition.get(), options, seen, formats));
        return checks;
    }

    private static Optional<Check> account(SbatchOptions options, List<Association> mine) {
        Optional<String> account = options.value(Option.ACCOUNT);
        if (mine.isEmpty()) {
            return Optional.of(Check.unknown("Accounting has named no account of yours yet."));
        }
        boolean known =
                account.isEmpty() || mine.stream().anyMatch(a -> a.account().equals(account.get()));
        if (!known) {
            return Optional.of(Check.bad("You may not charge to " + account.get() + "; you may to "
                    + mine.stream().map(Association::account).distinct().collect(Collectors.joining(", ")) + "."));
        }
        Optional<String> qos = options.value(Option.QOS);
        boolean allowed = qos.isEmpty()
                || mine.stream()
                        .filter(a -> account.isEmpty() || a.account().equals(account.get()))
                        .anyMatch(a -> a.qos().contains(qos.get()));
        return allowed ? Optional.empty() : Optional.of(Check.bad("Your account may not use QOS " + qos.get() + "."));
    }

    private static Optional<PartitionRecord> partition(SbatchOptions options, Collection<PartitionRecord> all) {
        Optional<String> name = options.value(Option.PARTITION);
        return all.stream()
                .filter(partition -> name.map(partition.name()::equals).orElse(partition.isDefault()))
                .findFirst();
    }

    private static Optional<Check> open(PartitionRecord partition, SbatchOptions options) {
        if (!partition.isUp()) {
            return Optional.of(Check.warn("Partition " + partition.name() + " is " + partition.state()
                    + ": the job waits until an administrator opens it."));
        }
        Optional<String> account = options.value(Option.ACCOUNT).filter(name -> !partition.allowsAccount(name));
        if (account.isPresent()) {
            return Optional.of(
                    Check.bad("Partition " + partition.name() + " does not take account " + account.get() + "."));
        }
        return options.value(Option.QOS)
                .filter(qos -> !partition.allowsQos(qos))
                .map(qos -> Check.bad("Partition " + partition.name() + " does not take QOS " + qos + "; it takes "
                        + String.join(", ", partition.allowQos()) + "."));
    }

    private static Optional<Check> time(PartitionRecord partition, SbatchOptions options) {
        Optional<Duration> most = partition.maxTime().duration();
        Optional<String> asked = options.value(Option.TIME);
        if (most.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        // sbatch(1), "--time": zero asks for no limit at all
        boolean within = SlurmDuration.tryParse(asked.get())
                .filter(limit -> !limit.isZero() && limit.compareTo(most.get()) <= 0)
                .isPresent();
        return Optional.of(
                within
                        ? Check.ok("The time limit is within the partition's " + partition.maxTime() + ".")
                        : Check.bad("Partition " + partition.name() + " runs jobs for " + partition.maxTime()
                                + " at most: ask for less."));
    }

    private static Check size(PartitionRecord partition, SbatchOptions options, SeenCluster seen, Formats formats) {
        Wish wish = Wish.of(options);
        Collection<NodeRecord> all = seen.nodes();
        if (partition.maxNodes().isPresent()
                && wish.nodes() > partition.maxNodes().getAsInt()) {
            return Check.bad("Partition " + partition.name() + " gives a job "
                    + Wish.counted(partition.maxNodes().getAsInt(), "node") + " at most: ask for fewer.");
        }
        List<NodeRecord> members = all.stream()
                .filter(node -> node.partitions().contains(partition.name()))
                .toList();
        if (wish.gpus() > 0 && members.stream().noneMatch(node -> wish.gpusOf(node) > 0)) {
            return Check.bad(noSuchGpus(partition, wish, all));
        }
        List<NodeRecord> able = members.stream().filter(wish::fits).toList();
        if (able.size() < wish.nodes()) {
            return Check.bad(Wish.counted(able.size(), "node") + " of partition " + partition.name() + " could hold "
                    + wish.words() + "; you ask for " + wish.nodes() + ". It has " + members.size()
                    + " in all, with at most " + wish.mostOf(members) + ": ask for less on each node, or fewer nodes.");
        }
        List<NodeRecord> inService =
                able.stream().filter(node -> node.state().isUsable()).toList();
        if (inService.size() < wish.nodes()) {
            return Check.warn("Only " + inService.size() + " of the " + Wish.counted(able.size(), "node")
                    + " that could hold " + wish.words()
                    + (inService.size() == 1 ? " takes" : " take")
                    + " jobs now: it waits until others are back in service.");
        }
        return new StartNow(seen, partition, options, formats).on(inService);
    }

    private static String noSuchGpus(PartitionRecord partition, Wish wish, Collection<NodeRecord> all) {
        String gpus = (wish.gpuType().isEmpty() ? "" : wish.gpuType() + " ") + "GPUs";
        Set<String> elsewhere = all.stream()
                .filter(node -> wish.gpusOf(node) > 0)
                .flatMap(node -> node.partitions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return "Partition " + partition.name() + " has no " + gpus + "; "
                + (elsewhere.isEmpty()
                        ? "no partition has."
                        : "choose partition " + String.join(" or ", elsewhere) + ".");
    }
}
