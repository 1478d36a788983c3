package org.sluice.workers;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.cluster.AuditedActions;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;
import org.springframework.stereotype.Component;

/**
 * What an administrator has done about machines. Slurm is told as the administrator's own Unix user, and what Slurm does
 * not let them do is not done.
 */
@Component
class WorkerOrders {
    private final Workers workers;
    private final Provisioner provisioner;
    private final ChangeRows changes;
    private final Slurm slurm;
    private final AuditedActions actions;
    private final Clock clock;

    WorkerOrders(
            Workers workers,
            Provisioner provisioner,
            ChangeRows changes,
            Slurm slurm,
            AuditedActions actions,
            Clock clock) {
        this.workers = workers;
        this.provisioner = provisioner;
        this.changes = changes;
        this.slurm = slurm;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * What starting so many machines of a sort would mean.
     *
     * @throws IllegalArgumentException when there are not so many, in a sentence for the person
     * @throws ProvisionerRefused with its words
     * @throws ProvisionerSilent when it gave no answer
     */
    StartPlan plan(String kind, int count) {
        List<String> free = Offer.of(workers.all()).stream()
                .filter(offer -> offer.kind().equals(kind))
                .flatMap(offer -> offer.nodes().stream())
                .toList();
        if (free.isEmpty()) {
            throw new IllegalArgumentException("None of this sort is left to be started; choose another.");
        }
        if (count < 1 || count > free.size()) {
            throw new IllegalArgumentException("Give a number from 1 to " + free.size() + ": no more can be started.");
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
        if (workers.find(node).filter(Worker::isStartable).isEmpty()) {
            throw new IllegalArgumentException(
                    node + " cannot be started now: it runs, or something is being done about it already.");
        }
        if (!changes.ask(node, Direction.START, viewer.login(), agreed, clock.instant())) {
            throw new IllegalArgumentException(node + " is being started or removed already.");
        }
        try {
            actions.perform(viewer, "power up", "node " + node, null, as -> slurm.powerUp(as, node));
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
        actions.perform(viewer, "power down", "node " + node, reason, as -> slurm.powerDownWhenIdle(as, node, reason));
    }

    /** Has Slurm give the machine back at once, whatever runs on it. */
    void removeNow(Viewer viewer, String node, String reason) {
        requireInUse(node);
        actions.perform(viewer, "power down now", "node " + node, reason, as -> slurm.powerDownNow(as, node, reason));
    }

    private void requireInUse(String node) {
        if (workers.find(node).filter(Worker::isRemovable).isEmpty()) {
            throw new IllegalArgumentException("Slurm already takes " + node + " for powered down, or is about to.");
        }
    }

    private void takeBack(String node, String words) {
        changes.open().stream()
                .filter(change -> change.node().equals(node) && change.isStart())
                .forEach(change -> changes.end(change.id(), Stage.REFUSED, words, clock.instant()));
    }
}
