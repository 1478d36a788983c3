package org.sluice.remote.ssh;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;

/** One person's connections: a few at most, one being made at a time, each with a bounded number of channels. */
final class PersonConnections {
    static final int MOST_CONNECTIONS = 4;
    static final int MOST_IN_FLIGHT = 24;

    private final ActingUser who;
    private final SshConnector connector;
    private final Executor executor;
    private final Clock clock;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT, true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<SshConnection> connections = new ArrayList<>();
    private @Nullable Attempt attempt;
    private boolean stopped;

    /** One try to connect, which all who wait for it share. */
    private static final class Attempt {
        private @Nullable ClusterUnreachable failure;
    }

    PersonConnections(ActingUser who, SshConnector connector, Executor executor, Clock clock) {
        this.who = who;
        this.connector = connector;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * Does one of this person's requests on a channel. Where a connection turns out to have died unnoticed, and so
     * nothing was asked, it is done on another.
     */
    <T> T request(Deadline until, Function<ChannelLease, T> work) {
        begin(until);
        try {
            while (true) {
                ChannelLease lease = lease(until);
                try {
                    return work.apply(lease);
                } catch (ClusterUnreachable died) {
                    if (lease.isFirstUse() || died.obstacle() != Obstacle.NO_CONNECTION) {
                        throw died;
                    }
                }
            }
        } finally {
            inFlight.release();
        }
    }

    private void begin(Deadline until) {
        if (!acquire(until)) {
            throw new ClusterUnreachable(
                    Obstacle.TOO_BUSY,
                    who + " has " + MOST_IN_FLIGHT + " requests to the cluster under way; try again when some ended.");
        }
    }

    /** A channel, on a connection that is there or on a new one. */
    private ChannelLease lease(Deadline until) {
        lock.lock();
        try {
            Attempt waitedFor = null;
            while (true) {
                Optional<ChannelLease> lease = leaseNow();
                if (lease.isPresent()) {
                    return lease.get();
                }
                if (waitedFor != null && waitedFor.failure != null) {
                    throw again(waitedFor.failure);
                }
                waitedFor = attemptOrWait();
                if (changed.awaitNanos(until.leftNanos()) <= 0) {
                    throw new ClusterUnreachable(
                            Obstacle.OUT_OF_TIME,
                            "No connection to the cluster was free for " + who + " in time; nothing was asked.");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stopping();
        } finally {
            lock.unlock();
        }
    }

    void retire(SshConnection connection) {
        locked(connection::retire);
    }

    void end(SshConnection connection) {
        locked(() -> connection.giveBack(clock.instant()));
        sweep();
    }

    /** Ends the connections that are dead, too old, or unused for long. */
    void sweep() {
        locked(this::endOver);
    }

    void stop() {
        locked(() -> {
            stopped = true;
            connections.forEach(SshConnection::close);
            connections.clear();
        });
    }

    int requestsUnderWay() {
        return MOST_IN_FLIGHT - inFlight.availablePermits();
    }

    int channelsInUse() {
        lock.lock();
        try {
            return connections.stream().mapToInt(SshConnection::channels).sum();
        } finally {
            lock.unlock();
        }
    }

    int connectionsOpen() {
        lock.lock();
        try {
            return connections.size();
        } finally {
            lock.unlock();
        }
    }

    private Optional<ChannelLease> leaseNow() {
        if (stopped) {
            throw stopping();
        }
        Instant now = clock.instant();
        retireThoseElsewhere();
        for (SshConnection connection : connections) {
            if (connection.takesMore(now)) {
                boolean firstUse = connection.isUnused();
                connection.take(now);
                return Optional.of(new ChannelLease(this, connection, firstUse));
            }
        }
        return Optional.empty();
    }

    private @Nullable Attempt attemptOrWait() {
        endOver();
        if (attempt == null && connections.size() < MOST_CONNECTIONS) {
            Attempt started = new Attempt();
            try {
                executor.execute(() -> connect(started));
            } catch (RejectedExecutionException stopping) {
                throw stopping();
            }
            attempt = started;
        }
        return attempt;
    }

    /** Once the head has moved, what is under way at its old address may end there. */
    private void retireThoseElsewhere() {
        connections.stream()
                .filter(connection -> !connector.isCurrent(connection))
                .forEach(SshConnection::retire);
    }

    private void endOver() {
        Instant now = clock.instant();
        retireThoseElsewhere();
        List<SshConnection> over = connections.stream()
                .filter(connection -> connection.isOver(now))
                .toList();
        connections.removeAll(over);
        over.forEach(this::close);
    }

    private void connect(Attempt started) {
        Optional<SshConnection> made = Optional.empty();
        try {
            made = Optional.of(connector.connect(who));
        } catch (ClusterUnreachable failed) {
            started.failure = failed;
        } catch (RuntimeException failed) {
            started.failure = new ClusterUnreachable(
                    Obstacle.NO_CONNECTION, "The portal could not connect to the cluster: " + failed, failed);
        }
        lock.lock();
        try {
            attempt = null;
            made.ifPresent(stopped ? this::close : connections::add);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void close(SshConnection connection) {
        try {
            executor.execute(connection::close);
        } catch (RejectedExecutionException stopping) {
            connection.close();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean acquire(Deadline until) {
        try {
            return inFlight.tryAcquire(until.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stopping();
        }
    }

    /** Each who waited gets an exception of their own, with their own stack. */
    private static ClusterUnreachable again(ClusterUnreachable failure) {
        return new ClusterUnreachable(failure.obstacle(), String.valueOf(failure.getMessage()), failure);
    }

    private static ClusterUnreachable stopping() {
        return new ClusterUnreachable(Obstacle.STOPPING, "The portal is stopping; nothing was asked.");
    }
}
