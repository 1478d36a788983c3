package org.sluice.templates;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sluice.access.Viewer;
import org.sluice.accounts.Associations;
import org.sluice.cluster.Association;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.nodes.Nodes;
import org.sluice.slurm.Gres;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.slurm.TimeLimit;
import org.springframework.stereotype.Component;

/** Compares what a form asks for with what the cluster has, before Slurm is asked. */
@Component
class Checks {
    private final Nodes nodes;
    private final Associations associations;

    Checks(Nodes nodes, Associations associations) {
        this.nodes = nodes;
        this.associations = associations;
    }

    List<Check> of(SbatchOptions options, Viewer viewer) {
        Collection<PartitionRecord> partitions = nodes.partitions();
        if (partitions.isEmpty()) {
            return List.of(
                    Check.unknown("The cluster has not been seen yet: nothing can be checked. Slurm will decide."));
        }
        List<Check> checks = new ArrayList<>();
        account(options, viewer).ifPresent(checks::add);
        Optional<PartitionRecord> partition = partition(options, partitions);
        if (partition.isEmpty()) {
            checks.add(Check.bad(
                    "There is no partition " + options.value(Option.PARTITION).orElse("") + "; there are "
                            + partitions.stream().map(PartitionRecord::name).collect(Collectors.joining(", ")) + "."));
            return checks;
        }
        open(partition.get(), options).ifPresent(checks::add);
        time(partition.get(), options).ifPresent(checks::add);
        checks.add(size(partition.get(), options));
        return checks;
    }

    private Optional<Check> account(SbatchOptions options, Viewer viewer) {
        List<Association> mine = associations.of(viewer);
        Optional<String> account = options.value(Option.ACCOUNT);
        if (mine.isEmpty()) {
            return Optional.of(Check.unknown("Accounting has told no account of yours (yet)."));
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
        return options.value(Option.ACCOUNT)
                .filter(account -> !partition.allowsAccount(account))
                .map(account -> Check.bad("Partition " + partition.name() + " does not take account " + account + "."));
    }

    private static Optional<Check> time(PartitionRecord partition, SbatchOptions options) {
        Optional<Duration> most = partition.maxTime().duration();
        Optional<Duration> asked =
                options.value(Option.TIME).map(TimeLimit::parse).flatMap(TimeLimit::duration);
        if (most.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                asked.get().compareTo(most.get()) > 0
                        ? Check.bad("Partition " + partition.name() + " runs jobs for " + partition.maxTime()
                                + " at most: ask for less.")
                        : Check.ok("The time limit is within the partition's " + partition.maxTime() + "."));
    }

    private Check size(PartitionRecord partition, SbatchOptions options) {
        Wish wish = Wish.of(options);
        List<NodeRecord> members = nodes.all().stream()
                .filter(node -> node.partitions().contains(partition.name()))
                .toList();
        long able = members.stream().filter(wish::fits).count();
        long inService = members.stream()
                .filter(node -> node.state().isUsable() && wish.fits(node))
                .count();
        long now = members.stream()
                .filter(node -> node.state().isUsable() && wish.fitsNow(node))
                .count();
        if (able < wish.nodes()) {
            return Check.bad(count(able) + " of partition " + partition.name() + " could hold " + wish.words()
                    + "; you ask for " + wish.nodes() + ". Ask for less on each node, or fewer nodes.");
        }
        if (inService < wish.nodes()) {
            return Check.warn("Only " + count(inService) + " of those that could hold " + wish.words()
                    + " take jobs now: it waits until others are back in service.");
        }
        return now < wish.nodes()
                ? Check.warn("It fits, but not now: " + count(now) + " of " + wish.nodes() + " free for " + wish.words()
                        + ". It will wait.")
                : Check.ok("It fits now: " + count(now) + " of partition " + partition.name() + " could take it.");
    }

    private static String count(long nodes) {
        return nodes == 1 ? "1 node" : nodes + " nodes";
    }

    /** What is asked of each node. */
    private record Wish(long nodes, String gpuType, long gpus) {
        static Wish of(SbatchOptions options) {
            String asked = options.value(Option.GPUS_PER_NODE).orElse("0");
            int colon = asked.lastIndexOf(':');
            String nodes = options.value(Option.NODES).orElse("1");
            return new Wish(
                    Long.parseLong(nodes.substring(0, nodes.contains("-") ? nodes.indexOf('-') : nodes.length())),
                    colon < 0 ? "" : asked.substring(0, colon),
                    Long.parseLong(asked.substring(colon + 1)));
        }

        boolean fits(NodeRecord node) {
            return count(node.gres()) >= gpus;
        }

        boolean fitsNow(NodeRecord node) {
            return node.cpusAllocated() < node.cpus() && count(node.gres()) - count(node.gresUsed()) >= gpus;
        }

        String words() {
            return gpus == 0 ? "it" : gpus + " " + (gpuType.isEmpty() ? "GPUs" : gpuType + " GPUs");
        }

        private long count(List<Gres> all) {
            return all.stream()
                    .filter(gres ->
                            gres.isGpu() && (gpuType.isEmpty() || gres.type().equals(gpuType)))
                    .mapToLong(Gres::count)
                    .sum();
        }
    }
}
