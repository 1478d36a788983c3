package org.sluice.workers;

import jakarta.annotation.PreDestroy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.web.DaemonThreads;
import org.sluice.web.OwnThread;
import org.sluice.workers.Change.Stage;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Does one change after another. Whoever works on a change says so in the database again and again: one that was left in
 * the middle, because its portal ended, is gone on with from its plan.
 */
@Component
class ChangeWork {
    private static final String THREAD = "worker-leases-thread";
    private static final Logger log = LoggerFactory.getLogger(ChangeWork.class);
    private static final Duration HOLD = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 5;

    private final Provisioner provisioner;
    private final ChangeRows changes;
    private final RunRows runs;
    private final SpendingLimit limit;
    private final MachineSight sight;
    private final Clock clock;
    private final Set<Long> mine = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(DaemonThreads.named("worker-changes"));

    ChangeWork(
            Provisioner provisioner,
            ChangeRows changes,
            RunRows runs,
            SpendingLimit limit,
            MachineSight sight,
            Clock clock) {
        this.provisioner = provisioner;
        this.changes = changes;
        this.runs = runs;
        this.limit = limit;
        this.sight = sight;
        this.clock = clock;
    }

    /** Takes the change, unless another portal has it. */
    void begin(Change change) {
        if (!mine.contains(change.id())
                && changes.claim(change.id(), clock.instant(), clock.instant().plus(HOLD))) {
            mine.add(change.id());
            worker.execute(() -> perform(change));
        }
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelay = 10_000)
    void stillHere() {
        mine.forEach(id -> changes.stillHeld(id, clock.instant().plus(HOLD)));
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    void perform(Change change) {
        try {
            if (change.isStart()) {
                start(change);
            } else {
                provisioner.destroy(change.node(), line -> told(change, line));
                runs.ended(change.node(), clock.instant());
                end(change, Stage.DONE, "The machine is gone.");
            }
        } catch (ProvisionerBusy busy) {
            changes.putBack(change.id(), busy.getMessage() + ". It waits for that.");
        } catch (ProvisionerRefused refused) {
            end(change, Stage.FAILED, String.valueOf(refused.getMessage()));
        } catch (ProvisionerSilent silent) {
            silent(change, silent);
        } catch (RuntimeException failed) {
            log.error("{} of {} broke off", change.direction(), change.node(), failed);
        } finally {
            // what did not end stays open in the database: it is taken up again when nobody has held it for a while
            mine.remove(change.id());
            sight.changed();
        }
    }

    private void start(Change change) {
        String token = change.plan();
        if (token == null) {
            StartPlan plan = provisioner.plan(List.of(change.node()));
            Optional<String> objection = limit.objection(change, plan, spent(), runs.hourly());
            if (objection.isPresent()) {
                end(change, Stage.REFUSED, objection.get());
                return;
            }
            token = plan.token();
            changes.planned(change.id(), token, plan.price(), plan.currency());
            String title =
                    plan.machines().isEmpty() ? "" : plan.machines().get(0).title();
            runs.begun(change.node(), title, plan.price(), plan.currency(), clock.instant());
        }
        provisioner.apply(token, line -> told(change, line));
        end(change, Stage.DONE, "The machine runs; the node is there when its slurmd has registered.");
    }

    private void silent(Change change, ProvisionerSilent silent) {
        log.warn("{} of {}: {}", change.direction(), change.node(), silent.getMessage());
        String words = silent.getMessage() + " What came of it is not known.";
        if (change.attempts() + 1 >= MOST_ATTEMPTS) {
            end(change, Stage.FAILED, words + " It was tried " + MOST_ATTEMPTS + " times.");
        } else {
            changes.say(change.id(), words + " It is tried again.");
        }
    }

    private BigDecimal spent() {
        return runs.costToday(clock.instant()).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void told(Change change, Line line) {
        if (line.is("progress")) {
            changes.say(change.id(), line.text("words"));
            sight.changed();
        }
    }

    private void end(Change change, Stage stage, String words) {
        Instant now = clock.instant();
        changes.end(change.id(), stage, words, now);
        log.info("{} of {}: {}, {}", change.direction(), change.node(), stage, words);
    }
}
