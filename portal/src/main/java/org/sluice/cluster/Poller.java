package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ServiceUsers;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.web.OwnThread;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Asks Slurm for the whole snapshot in one round trip, again and again, whoever is looking: the load on slurmctld does
 * not grow with the number of people. After an answer that Slurm needed long for it rests twice as long, so that it never
 * takes more than a third of slurmctld's time; what the portal itself does with the answer is done in that rest.
 */
@Component
class Poller {
    private static final String THREAD = "polling-thread";
    private static final Logger log = LoggerFactory.getLogger(Poller.class);
    /** While nothing answers, one small question this often. */
    private static final Duration BETWEEN_KNOCKS = Duration.ofSeconds(3);
    /** A portal that does not lead asks this often whether it does now. */
    private static final Duration BETWEEN_TRIES_TO_LEAD = Duration.ofSeconds(1);

    private static final String DOES_NOT_LEAD =
            "This portal does not poll Slurm now: another portal of its database does, or the database does not answer";

    private final Leader leader;
    private final Slurm slurm;
    private final ServiceUsers users;
    private final ClusterProperties properties;
    private final Snapshots snapshots;
    private final ApplicationEventPublisher events;
    private final PollTimes times;
    private final TaskScheduler scheduler;
    private final Clock clock;
    /** The last snapshot that every part of the portal has taken in. */
    private Optional<Snapshot> told = Optional.empty();

    private volatile int term;

    Poller(
            Leader leader,
            Slurm slurm,
            ServiceUsers users,
            ClusterProperties properties,
            Snapshots snapshots,
            ApplicationEventPublisher events,
            PollTimes times,
            @Qualifier(THREAD) TaskScheduler scheduler,
            Clock clock) {
        this.leader = leader;
        this.slurm = slurm;
        this.users = users;
        this.properties = properties;
        this.snapshots = snapshots;
        this.events = events;
        this.times = times;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        lookAgainAt(clock.instant());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // lookAndGoOn answers for its own failures
    private void lookAgainAt(Instant moment) {
        scheduler.schedule(this::lookAndGoOn, moment);
    }

    private void lookAndGoOn() {
        Instant begun = clock.instant();
        try {
            look(begun);
        } catch (RuntimeException e) {
            log.error("The snapshot of the cluster could not be taken", e);
            lose(begun, "the portal met an error of its own: " + e);
        }
        lookAgainAt(clock.instant().plus(pause()));
    }

    /** From now until the next poll. */
    Duration pause() {
        if (term == 0) {
            return BETWEEN_TRIES_TO_LEAD;
        }
        Sight sight = snapshots.sight();
        return sight.isLost()
                ? BETWEEN_KNOCKS
                : sight.snapshot().map(this::restAfter).orElse(BETWEEN_KNOCKS);
    }

    private Duration restAfter(Snapshot last) {
        Duration rest = Freshness.rest(properties.pollEvery(), last.took());
        Duration left = rest.minus(Duration.between(last.observedAt(), clock.instant()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    @EventListener(ClusterChanged.class)
    void lookNow() {
        look(clock.instant());
    }

    synchronized void look(Instant begun) {
        if (leads()) {
            poll(begun);
        } else {
            snapshots.see(snapshots.sight().lost(begun, DOES_NOT_LEAD));
        }
        tell(new ClusterLookedAt());
    }

    /** The first snapshot of a term is compared with none: another portal may have polled since the last. */
    private boolean leads() {
        int now = leader.term();
        if (now != term) {
            told = Optional.empty();
            term = now;
        }
        return now > 0;
    }

    private void poll(Instant begun) {
        try {
            if (snapshots.sight().isLost()) {
                slurm.knock(users.poller());
            }
            Slurm.PollAnswer answer = slurm.poll(users.poller());
            times.asked(answer.took());
            Snapshot taken = times.read(() -> slurm.read(answer));
            snapshots.see(snapshots.sight().with(taken));
            times.store(() -> {
                if (tell(new SnapshotTaken(told, taken))) {
                    told = Optional.of(taken);
                }
            });
        } catch (ClusterUnreachable | AnswerLost e) {
            lose(begun, e.getMessage());
        } catch (SlurmRefused e) {
            lose(begun, e.words());
        }
    }

    /**
     * Tells the portal's own parts. One of them that fails, as when the database is away, says nothing about the
     * cluster; what it has missed is in the next snapshot's difference.
     */
    private boolean tell(Object event) {
        try {
            events.publishEvent(event);
            return true;
        } catch (RuntimeException e) {
            log.error("The cluster has answered; the portal failed to keep what it said ({})", event.getClass(), e);
            return false;
        }
    }

    private void lose(Instant at, String why) {
        if (!snapshots.sight().isLost()) {
            log.warn("The cluster does not answer: {}", why);
        }
        snapshots.see(snapshots.sight().lost(at, why));
    }
}
