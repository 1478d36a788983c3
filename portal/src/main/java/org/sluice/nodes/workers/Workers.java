package org.sluice.nodes.workers;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.access.ActingUser;
import org.sluice.access.Viewer;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.ClusterUnreachable;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.nodes.Nodes;
import org.sluice.nodes.workers.Change.Direction;
import org.sluice.nodes.workers.Change.Stage;
import org.springframework.stereotype.Component;

/**
 * The CLOUD nodes with their machines, and what an administrator may have done about them. Slurm is told as the
 * administrator's own Unix user, and what Slurm does not let them do is not done.
 */
@Component
class Workers {
    private final MachineSight sight;
    private final WorkersWatch watch;
    private final Provisioner provisioner;
    private final ChangeRows changes;
    private final RunRows runs;
    private final Nodes nodes;
    private final Slurm slurm;
    private final AuditedActions actions;
    private final Clock clock;

    Workers(
            MachineSight sight,
            WorkersWatch watch,
            Provisioner provisioner,
            ChangeRows changes,
            RunRows runs,
            Nodes nodes,
            Slurm slurm,
            AuditedActions actions,
            Clock clock) {
        this.sight = sight;
        this.watch = watch;
        this.provisioner = provisioner;
        this.changes = changes;
        this.runs = runs;
        this.nodes = nodes;
        this.slurm = slurm;
        this.actions = actions;
        this.clock = clock;
    }

    /** All of them, in the provisioner's order; empty until it has told. */
    List<Worker> all() {
        Map<String, Change> open = changes.open().stream()
                .collect(Collectors.toMap(Change::node, Function.identity(), (one, same) -> one));
        Map<String, BigDecimal> costs = costToday();
        Map<String, String> notes = watch.notes();
        return sight.latest().map(Machines::machines).map(Map::values).stream()
                .flatMap(machines -> machines.stream())
                .map(machine -> new Worker(
                        machine,
                        nodes.find(machine.node()).orElse(null),
                        open.get(machine.node()),
                        notes.getOrDefault(machine.node(), ""),
                        costs.get(machine.node())))
                .toList();
    }

    Optional<Worker> find(String name) {
        return all().stream()
                .filter(worker -> worker.machine().node().equals(name))
                .findFirst();
    }

    BigDecimal spentToday() {
        return costToday().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    List<Change> newestChanges(int limit) {
        return changes.newest(limit);
    }

    /**
     * What starting so many machines of a sort would mean.
     *
     * @throws IllegalArgumentException when there are not so many, in a sentence for the person
     * @throws ProvisionerRefused with its words
     * @throws ProvisionerSilent when it told nothing
     */
    StartPlan plan(String kind, int count) {
        List<String> free = Offer.of(all()).stream()
                .filter(offer -> offer.kind().equals(kind))
                .flatMap(offer -> offer.nodes().stream())
                .toList();
        if (free.isEmpty()) {
            throw new IllegalArgumentException("None of this sort is left to be started; choose another.");
        }
        if (count < 1 || count > free.size()) {
            throw new IllegalArgumentException("Give a number from 1 to " + free.size() + ": so many are to be had.");
        }
        return provisioner.plan(free.subList(0, count));
    }

    /**
     * Has Slurm wait for the node's machine; it is started when Slurm does.
     *
     * @param agreed the price an hour that the viewer was shown; null where it was not known
     * @throws IllegalArgumentException when something is going on with it already
     */
    void start(Viewer viewer, String node, @Nullable BigDecimal agreed) {
        if (find(node).filter(Worker::isStartable).isEmpty()) {
            throw new IllegalArgumentException(
                    node + " cannot be started now: it runs, or something is being done about it already.");
        }
        if (!changes.ask(node, Direction.START, viewer.login(), agreed, clock.instant())) {
            throw new IllegalArgumentException(node + " is being started or removed already.");
        }
        try {
            tell(viewer, "power up", node, null, as -> slurm.powerUp(as, node));
        } catch (SlurmRefused refused) {
            takeBack(node, "Slurm refused: " + refused.words());
            throw refused;
        } catch (ClusterUnreachable unasked) {
            takeBack(node, "Slurm could not be asked.");
            throw unasked;
        }
    }

    /** Has Slurm give the machine back when the jobs on it have ended. */
    void remove(Viewer viewer, String node, String reason) {
        requireInUse(node);
        tell(viewer, "power down", node, reason, as -> slurm.powerDownWhenIdle(as, node, reason));
    }

    /** Has Slurm give the machine back at once, whatever runs on it. */
    void removeNow(Viewer viewer, String node, String reason) {
        requireInUse(node);
        tell(viewer, "power down now", node, reason, as -> slurm.powerDownNow(as, node, reason));
    }

    private void requireInUse(String node) {
        if (find(node).filter(Worker::isRemovable).isEmpty()) {
            throw new IllegalArgumentException("Slurm already takes " + node + " for powered down, or is about to.");
        }
    }

    private void tell(
            Viewer viewer, String action, String node, @Nullable String reason, Consumer<ActingUser> command) {
        actions.perform(viewer, action, "node " + node, reason, command);
    }

    private void takeBack(String node, String words) {
        changes.open().stream()
                .filter(change -> change.node().equals(node) && change.isStart())
                .forEach(change -> changes.end(change.id(), Stage.REFUSED, words, clock.instant()));
    }

    private Map<String, BigDecimal> costToday() {
        return runs.costToday(clock.instant());
    }
}
