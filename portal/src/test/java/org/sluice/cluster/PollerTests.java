package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.access.AccessParts;
import org.sluice.remote.Answer;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.RemoteShell;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** The poller between a cluster and the portal's own parts, either of which may fail. */
class PollerTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private final Snapshots snapshots = new Snapshots();
    private final List<Object> heard = new ArrayList<>();
    private boolean databaseAway;
    private boolean clusterAway;

    @Test
    void aDatabaseThatIsAwayIsNoClusterThatDoesNotAnswer() {
        databaseAway = true;
        Poller poller = poller();
        poller.look(CLOCK.instant());
        assertThat(snapshots.sight().isLost()).isFalse();
        assertThat(snapshots.latest()).isPresent();
        assertThat(heard).hasOnlyElementsOfTypes(ClusterLookedAt.class);
    }

    @Test
    void whatTheDatabaseMissedIsInTheNextDifference() {
        Poller poller = poller();
        poller.look(CLOCK.instant());
        Snapshot first = snapshots.latest().orElseThrow();
        databaseAway = true;
        poller.look(CLOCK.instant());
        databaseAway = false;
        poller.look(CLOCK.instant());
        assertThat(heard)
                .filteredOn(SnapshotTaken.class::isInstance)
                .extracting(event -> ((SnapshotTaken) event).before())
                .containsExactly(Optional.empty(), Optional.of(first));
        assertThat(((SnapshotTaken) heard.get(heard.size() - 2)).before().orElseThrow())
                .isSameAs(first);
    }

    @Test
    void aClusterThatIsUnreachableIsLostUntilItAnswers() {
        Poller poller = poller();
        clusterAway = true;
        poller.look(CLOCK.instant());
        assertThat(snapshots.sight().isLost()).isTrue();
        assertThat(snapshots.sight().why()).contains("Nobody is there");
        clusterAway = false;
        poller.look(CLOCK.instant());
        assertThat(snapshots.sight().isLost()).isFalse();
    }

    private Poller poller() {
        RemoteShell shell = (who, commands, deadline) -> {
            if (clusterAway) {
                throw new ClusterUnreachable(ClusterUnreachable.Obstacle.NO_CONNECTION, "Nobody is there.");
            }
            return commands.stream().map(command -> new Answer(0, "", "")).toList();
        };
        ClusterProperties properties = new ClusterProperties("test", "poll", Duration.ofSeconds(2));
        return new Poller(
                new Slurm(shell, CLOCK),
                AccessParts.polling("poll"),
                properties,
                snapshots,
                this::hear,
                new SimpleAsyncTaskScheduler(),
                CLOCK);
    }

    private void hear(Object event) {
        if (databaseAway && event instanceof SnapshotTaken) {
            throw new DataAccessResourceFailureException("the database does not answer");
        }
        heard.add(event);
    }
}
