package org.sluice.workers;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.Leader;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.nodes.Nodes;
import org.sluice.web.DaemonThreads;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares what Slurm wants of CLOUD nodes with the machines there are, after each snapshot of the cluster, and has done
 * what is missing. Of several portals one at a time decides.
 */
@Component
class WorkersWatch {
    private static final Logger log = LoggerFactory.getLogger(WorkersWatch.class);
    /** Between two questions to the provisioner while nothing goes on: it may ask a cloud each time. */
    private static final Duration REST = Duration.ofSeconds(20);
    /** A start that an administrator asked for and Slurm does not know by then is given up. */
    private static final Duration TOLD_WITHIN = Duration.ofMinutes(1);

    private final Leader leader;
    private final ProvisionerProperties properties;
    private final Nodes nodes;
    private final ChangeRows changes;
    private final ChangeWork work;
    private final MachineSight sight;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService looker = Executors.newSingleThreadExecutor(DaemonThreads.named("worker-watch"));
    private volatile Map<String, String> notes = Map.of();

    WorkersWatch(
            Leader leader,
            ProvisionerProperties properties,
            Nodes nodes,
            ChangeRows changes,
            ChangeWork work,
            MachineSight sight,
            TransactionTemplate transaction,
            Clock clock) {
        this.leader = leader;
        this.properties = properties;
        this.nodes = nodes;
        this.changes = changes;
        this.work = work;
        this.sight = sight;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** By node, why nothing is done although Slurm waits. */
    Map<String, String> notes() {
        return notes;
    }

    @EventListener
    void afterAPicture(SnapshotTaken taken) {
        if (properties.isConfigured() && looking.compareAndSet(false, true)) {
            try {
                looker.execute(this::lookAndAnswerForFailures);
            } catch (RejectedExecutionException stopping) {
                looking.set(false);
            }
        }
    }

    @PreDestroy
    void stop() {
        looker.shutdownNow();
    }

    private void lookAndAnswerForFailures() {
        try {
            if (leader.leads()) {
                look();
            }
        } catch (DataAccessException away) {
            log.debug("Machines wait for the database: {}", away.getMessage());
        } catch (RuntimeException failed) {
            log.error("The machines could not be looked at", failed);
        } finally {
            looking.set(false);
        }
    }

    /** One comparison; the provisioner is asked only where its last answer is old or something is to be done. */
    void look() {
        List<Change> open = changes.open();
        Set<String> busy = open.stream().map(Change::node).collect(Collectors.toSet());
        Optional<Machines> machines = sight.latest();
        if (machines.isEmpty() || sight.isOld() || !open.isEmpty() || isDue(machines.get())) {
            machines = sight.look(busy);
        }
        machines.ifPresent(now -> decide(now, busy));
    }

    private boolean isDue(Machines machines) {
        Instant now = clock.instant();
        return machines.at().plus(REST).isBefore(now)
                || machines.machines().values().stream()
                        .anyMatch(machine -> wish(machine, now).wanted().isPresent());
    }

    private void decide(Machines machines, Set<String> busy) {
        Instant now = clock.instant();
        Map<String, String> waits = new HashMap<>();
        transaction.executeWithoutResult(status -> {
            if (!changes.mayDecide()) {
                return;
            }
            for (Machine machine : machines.machines().values()) {
                if (!busy.contains(machine.node())) {
                    DueChange wish = wish(machine, now);
                    wish.wanted().ifPresent(way -> changes.ask(machine.node(), way, null, null, now));
                    if (!wish.words().isEmpty()) {
                        waits.put(machine.node(), wish.words());
                    }
                }
            }
        });
        notes = Map.copyOf(waits);
        changes.open().stream()
                .filter(change -> change.stage() == Stage.ASKED || change.isAbandoned(now))
                .forEach(change -> begin(change, now));
    }

    private DueChange wish(Machine machine, Instant now) {
        return nodes.find(machine.node())
                .map(node -> DueChange.of(
                        node.state(),
                        machine,
                        () -> changes.of(machine.node(), now.minus(DueChange.WINDOW)),
                        properties.mostStartsPerHour(),
                        now))
                .orElse(DueChange.NOTHING);
    }

    /** One that is under way goes on whatever Slurm wants by now; a start that Slurm does not wait for is not begun. */
    private void begin(Change change, Instant now) {
        boolean waitedFor = change.direction() == Direction.STOP
                || change.stage() == Stage.UNDER_WAY
                || nodes.find(change.node())
                        .filter(node -> DueChange.wantsItThere(node.state()))
                        .isPresent();
        if (waitedFor) {
            work.begin(change);
        } else if (change.askedAt().plus(TOLD_WITHIN).isBefore(now)) {
            changes.end(change.id(), Stage.REFUSED, "Slurm does not wait for the node; nothing was started.", now);
        }
    }
}
