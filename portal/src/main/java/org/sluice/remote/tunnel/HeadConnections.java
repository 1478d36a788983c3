package org.sluice.remote.tunnel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.HeadAddress;

/**
 * The connections to the head that streams go over: kept, replaced when they are old or broken, and not tried again at
 * once when the head does not answer.
 */
final class HeadConnections {
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final HeadConnector connector;
    private final Clock clock;
    /** Whoever holds it looks through the connections, and opens one where none is left. */
    private final ReentrantLock turn = new ReentrantLock();

    private final List<HeadConnection> open = new ArrayList<>();
    private Duration rest = FIRST_REST;
    private Instant notBefore = Instant.MIN;
    private @Nullable ClusterUnreachable lastRefusal;
    private @Nullable HeadAddress refusedAt;

    HeadConnections(HeadConnector connector, Clock clock) {
        this.connector = connector;
        this.clock = clock;
    }

    /**
     * A connection that takes one more stream.
     *
     * @param within how long to wait while somebody else opens one
     * @throws ClusterUnreachable when there is none and none can be made, or it is too early to try again
     */
    HeadConnection take(ActingUser who, Duration within) {
        try {
            if (!turn.tryLock(within.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ClusterUnreachable(Obstacle.OUT_OF_TIME, "the head has not let us in yet");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ClusterUnreachable(Obstacle.STOPPING, "the portal is stopping", stopping);
        }
        try {
            return take(who);
        } finally {
            turn.unlock();
        }
    }

    private HeadConnection take(ActingUser who) {
        Instant now = clock.instant();
        HeadAddress head = connector.address();
        open.removeIf(connection -> endedBy(connection, head, now));
        for (HeadConnection connection : open) {
            if (connection.takesMore(head, now)) {
                return connection;
            }
        }
        if (lastRefusal != null && head.equals(refusedAt) && now.isBefore(notBefore)) {
            throw lastRefusal;
        }
        return connect(who, head, now);
    }

    private HeadConnection connect(ActingUser who, HeadAddress head, Instant now) {
        try {
            HeadConnection made = connector.connect(who);
            open.add(made);
            rest = FIRST_REST;
            lastRefusal = null;
            return made;
        } catch (ClusterUnreachable refused) {
            lastRefusal = refused;
            refusedAt = head;
            notBefore = now.plus(rest);
            rest = rest.multipliedBy(2).compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest.multipliedBy(2);
            throw refused;
        }
    }

    private static boolean endedBy(HeadConnection connection, HeadAddress head, Instant now) {
        boolean over = connection.isOver(head, now);
        if (over) {
            connection.close();
        }
        return over;
    }

    void close() {
        turn.lock();
        try {
            open.forEach(HeadConnection::close);
            open.clear();
        } finally {
            turn.unlock();
        }
    }
}
