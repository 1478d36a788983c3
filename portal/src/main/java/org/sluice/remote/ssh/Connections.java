package org.sluice.remote.ssh;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sluice.access.ActingUser;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadProperties;
import org.sluice.web.DaemonThreads;
import org.springframework.stereotype.Component;

/** Everybody's connections to the head, each person's apart, and the threads on which they are waited for. */
@Component
class Connections {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(5);

    private final Map<ActingUser, PersonConnections> people = new ConcurrentHashMap<>();
    private final SshConnector connector;
    private final Clock clock;
    // Waiting for a head that hangs blocks a thread inside the SSH library, so that thread is never the caller's.
    // How many there can be follows from the requests that people may have in flight.
    private final ExecutorService executor = Executors.newCachedThreadPool(DaemonThreads.named("sluice-ssh"));
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("sluice-ssh-sweep"));

    private final Future<?> sweeping;

    Connections(HeadProperties head, CurrentHead current, Clock clock) {
        this.connector = new SshConnector(head, current, clock);
        this.clock = clock;
        this.sweeping = sweeper.scheduleWithFixedDelay(
                this::sweep, SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    PersonConnections of(ActingUser who) {
        return people.computeIfAbsent(who, person -> new PersonConnections(person, connector, executor, clock));
    }

    <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    void execute(Runnable work) {
        executor.execute(work);
    }

    void sweep() {
        people.values().forEach(PersonConnections::sweep);
    }

    @PreDestroy
    void stop() {
        sweeping.cancel(false);
        sweeper.shutdownNow();
        people.values().forEach(PersonConnections::stop);
        executor.shutdownNow();
    }
}
