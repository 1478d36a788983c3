package org.sluice.gpu.intake;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.Leader;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.Snapshots;
import org.sluice.gpu.GpuProperties;
import org.sluice.gpu.ReadingsTaken;
import org.sluice.gpu.exposition.Scrape;
import org.sluice.remote.ExporterSilent;
import org.sluice.remote.Exporters;
import org.sluice.slurm.NodeState.Flag;
import org.sluice.web.DaemonThreads;
import org.sluice.web.OwnThread;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Asks every node with GPUs, each on a clock of its own, for what is not stored of it, and stores the answers of all in
 * batches. What could not be stored is asked for again: the nodes keep their readings for ten minutes.
 */
@Component
class Intake {
    private static final String THREAD = "gpu-intake-thread";
    private static final Logger log = LoggerFactory.getLogger(Intake.class);
    private static final int ASKERS = 16;
    private static final int MOST_AT_ONCE = 500;
    /** So long the nodes keep readings; nothing older is asked for. */
    private static final Duration KEPT_BY_NODES = Duration.ofMinutes(10);
    /** Answers of so long are stored together. */
    private static final Duration GATHER = Duration.ofMillis(200);

    private final Leader leader;
    private final Snapshots snapshots;
    private final Exporters exporters;
    private final Store store;
    private final SilenceRows silences;
    private final GpuProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<String, NodeTurn> resting = new ConcurrentHashMap<>();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<NodeAnswer> answers = new LinkedBlockingQueue<>();
    private final ExecutorService askers = Executors.newFixedThreadPool(ASKERS, DaemonThreads.named("gpu-ask"));
    private final ExecutorService storing = Executors.newSingleThreadExecutor(DaemonThreads.named("gpu-store"));
    private volatile boolean ready;
    private int term;
    private volatile boolean storeFails;

    Intake(
            Leader leader,
            Snapshots snapshots,
            Exporters exporters,
            Store store,
            SilenceRows silences,
            GpuProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.leader = leader;
        this.snapshots = snapshots;
        this.exporters = exporters;
        this.store = store;
        this.silences = silences;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (!exporters.areReachable()) {
            log.info("No GPU is read: sluice.telemetry.user is not set");
            return;
        }
        storing.execute(this::storeForEver);
        ready = true;
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    /** Starts the turn of every node that is due. */
    @Scheduled(scheduler = THREAD, fixedDelay = 250)
    void turn() {
        if (!ready || !leads()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, NodeRecord> nodes = snapshots.latest().map(Snapshot::nodes).orElse(Map.of());
        nodes.values().stream().filter(Intake::hasGpusToRead).forEach(node -> start(node, now));
        Set<String> gone = resting.keySet().stream()
                .filter(name -> !nodes.containsKey(name) || !hasGpusToRead(nodes.get(name)))
                .collect(Collectors.toSet());
        gone.forEach(resting::remove);
    }

    /** Of what another portal may have stored meanwhile nothing is remembered. */
    private boolean leads() {
        int now = leader.term();
        if (now == 0) {
            return false;
        }
        if (now != term) {
            if (term == 0) {
                noteThatNobodyLooked(clock.instant());
            }
            resting.clear();
            store.forget();
            term = now;
        }
        return true;
    }

    private void noteThatNobodyLooked(Instant now) {
        silences.lookedAt()
                .filter(last -> last.isBefore(now.minus(properties.every().multipliedBy(3))))
                .ifPresent(last -> silences.nobodyLooked(last, now, "the portal was not looking"));
    }

    /** A powered-down node has no machine that could be asked. */
    private static boolean hasGpusToRead(NodeRecord node) {
        return node.gpus() > 0
                && !node.state().has(Flag.POWERED_DOWN)
                && !node.state().has(Flag.POWERING_UP);
    }

    private void start(NodeRecord node, Instant now) {
        if (underWay.contains(node.name())) {
            return;
        }
        NodeTurn turn = resting.get(node.name());
        if (turn != null && !turn.isDue(now)) {
            return;
        }
        underWay.add(node.name());
        try {
            askers.execute(() -> ask(node, turn));
        } catch (RejectedExecutionException stopping) {
            underWay.remove(node.name());
        }
    }

    private void ask(NodeRecord node, @Nullable NodeTurn known) {
        try {
            NodeTurn turn = known == null ? first(node.name()) : known;
            askAs(node, turn);
        } catch (DataAccessException | TransactionException e) {
            log.info("The GPUs of {} wait for the database: {}", node.name(), e.getMessage());
            underWay.remove(node.name());
        }
    }

    private NodeTurn first(String node) {
        Instant now = clock.instant();
        return new NodeTurn(node, now, properties.every(), store.storedUntil(node, now.minus(KEPT_BY_NODES)));
    }

    private void askAs(NodeRecord node, NodeTurn turn) {
        try {
            long oldest =
                    clock.instant().minus(KEPT_BY_NODES).plus(turn.ahead()).toEpochMilli();
            long since = Math.max(turn.storedMillis(), oldest);
            Scrape scrape = exporters.read(node, "/metrics?since=" + since, turn.reader::read);
            look(turn, scrape);
            answers.add(new NodeAnswer(turn, scrape, clock.instant()));
        } catch (ExporterSilent silent) {
            if (!turn.isSilent()) {
                log.info("{} is silent: {}", turn.node, silent.getMessage());
            }
            turn.failed(clock.instant());
            try {
                silences.begin(turn.node, turn.lastAnswer(), silent.getMessage());
            } finally {
                rest(turn);
            }
        } catch (RuntimeException failed) {
            log.warn("The GPUs of {} were not read: {}", turn.node, failed.toString());
            turn.failed(clock.instant());
            rest(turn);
        }
    }

    private void look(NodeTurn turn, Scrape scrape) {
        if (turn.compareClocks(scrape.clock(), clock.instant())) {
            log.warn(
                    "The clock of {} is {} s ahead of this one; its readings are moved by that",
                    turn.node,
                    turn.ahead().toSeconds());
        }
        if (turn.doubts(scrape.doubts()) && scrape.doubts().any()) {
            log.info(
                    "Of what {} said not all was taken: {}",
                    turn.node,
                    scrape.doubts().words());
        }
    }

    private void storeForEver() {
        List<NodeAnswer> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(answers.take());
                TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
                answers.drainTo(batch, MOST_AT_ONCE);
                store(batch);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } finally {
                batch.clear();
            }
        }
    }

    private void store(List<NodeAnswer> batch) {
        try {
            publish(store.store(batch));
        } catch (RuntimeException failed) {
            if (batch.size() > 1) {
                batch.forEach(answer -> store(List.of(answer)));
                return;
            }
            notStored(batch.get(0), failed);
        }
        batch.forEach(answer -> rest(answer.turn()));
    }

    private void notStored(NodeAnswer answer, RuntimeException failed) {
        if (!storeFails) {
            log.warn(
                    "What {} reported could not be stored; it is asked again: {}",
                    answer.turn().node,
                    failed.toString());
        }
        storeFails = true;
        answer.turn().notStored(clock.instant());
    }

    private void publish(List<ReadingsTaken> news) {
        storeFails = false;
        for (ReadingsTaken taken : news) {
            try {
                events.publishEvent(taken);
            } catch (RuntimeException e) {
                log.error("Pages were not notified of the readings of {}", taken.node(), e);
            }
        }
    }

    private void rest(NodeTurn turn) {
        resting.put(turn.node, turn);
        underWay.remove(turn.node);
    }

    @PreDestroy
    void stop() {
        ready = false;
        askers.shutdownNow();
        storing.shutdownNow();
    }
}
