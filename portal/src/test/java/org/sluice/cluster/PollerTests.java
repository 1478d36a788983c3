package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.access.AccessParts;
import org.sluice.remote.Answer;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.RemoteShell;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** The poller between a cluster and the portal's own parts, either of which may fail. */
class PollerTests {
    private final MovableClock clock = new MovableClock();
    private final Snapshots snapshots = new Snapshots();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Object> heard = new ArrayList<>();
    private Duration slurmNeeds = Duration.ZERO;
    private Duration portalNeeds = Duration.ZERO;
    private boolean databaseAway;
    private boolean clusterAway;
    private int term = 1;

    @Test
    void aDatabaseThatIsAwayIsNoClusterThatDoesNotAnswer() {
        databaseAway = true;
        Poller poller = poller();
        poller.look(clock.instant());
        assertThat(snapshots.sight().isLost()).isFalse();
        assertThat(snapshots.latest()).isPresent();
        assertThat(heard).hasOnlyElementsOfTypes(ClusterLookedAt.class);
    }

    @Test
    void whatTheDatabaseMissedIsInTheNextDifference() {
        Poller poller = poller();
        poller.look(clock.instant());
        Snapshot first = snapshots.latest().orElseThrow();
        databaseAway = true;
        poller.look(clock.instant());
        databaseAway = false;
        poller.look(clock.instant());
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
        poller.look(clock.instant());
        assertThat(snapshots.sight().isLost()).isTrue();
        assertThat(snapshots.sight().why()).contains("Nobody is there");
        clusterAway = false;
        poller.look(clock.instant());
        assertThat(snapshots.sight().isLost()).isFalse();
    }

    @Test
    void restsAfterAnAnswerThatTookLongWhileThePortalWorksOnIt() {
        slurmNeeds = Duration.ofSeconds(3);
        portalNeeds = Duration.ofSeconds(4);
        assertThat(pauseAfterALook()).isEqualTo(Duration.ofSeconds(6 - 4));
        portalNeeds = Duration.ofSeconds(60);
        assertThat(pauseAfterALook()).isEqualTo(Duration.ZERO);
        slurmNeeds = Duration.ofMillis(100);
        portalNeeds = Duration.ZERO;
        assertThat(pauseAfterALook()).isEqualTo(Duration.ofSeconds(2));
    }

    private Duration pauseAfterALook() {
        Poller poller = poller();
        poller.look(clock.instant());
        return poller.pause();
    }

    @Test
    void tellsWhatEachPartOfAPollTook() {
        Poller poller = poller();
        assertThat(metrics.get("sluice.snapshot.age").gauge().value()).isNaN();
        poller.look(clock.instant());
        assertThat(metrics.get("sluice.poll").timers())
                .extracting(part -> part.getId().getTag("part"), Timer::count)
                .containsExactlyInAnyOrder(tuple("ask", 1L), tuple("read", 1L), tuple("store", 1L));
        assertThat(metrics.get("sluice.snapshot.age").gauge().value()).isZero();
    }

    @Test
    void aPortalThatDoesNotLeadAsksSlurmNothingAndSaysSo() {
        term = 0;
        Poller poller = poller();
        poller.look(clock.instant());
        assertThat(snapshots.latest()).isEmpty();
        assertThat(snapshots.sight().why()).contains("another portal");
        assertThat(heard).hasOnlyElementsOfTypes(ClusterLookedAt.class);
        assertThat(poller.pause()).isEqualTo(Duration.ofSeconds(1));
        term = 1;
        poller.look(clock.instant());
        assertThat(snapshots.sight().isLost()).isFalse();
        assertThat(snapshots.latest()).isPresent();
    }

    @Test
    void theFirstSnapshotOfATermIsComparedWithNone() {
        Poller poller = poller();
        poller.look(clock.instant());
        poller.look(clock.instant());
        term = 2;
        poller.look(clock.instant());
        assertThat(heard)
                .filteredOn(SnapshotTaken.class::isInstance)
                .extracting(event -> ((SnapshotTaken) event).before().isPresent())
                .containsExactly(false, true, false);
    }

    private Poller poller() {
        RemoteShell shell = (who, commands, deadline) -> {
            if (clusterAway) {
                throw new ClusterUnreachable(ClusterUnreachable.Obstacle.NO_CONNECTION, "Nobody is there.");
            }
            clock.move(slurmNeeds);
            return commands.stream().map(command -> new Answer(0, "", "")).toList();
        };
        ClusterProperties properties = new ClusterProperties("test", "poll", Duration.ofSeconds(2));
        return new Poller(
                () -> term,
                new Slurm(shell, clock),
                AccessParts.polling("poll"),
                properties,
                snapshots,
                this::hear,
                new PollTimes(metrics, snapshots, clock),
                new SimpleAsyncTaskScheduler(),
                clock);
    }

    private void hear(Object event) {
        if (databaseAway && event instanceof SnapshotTaken) {
            throw new DataAccessResourceFailureException("the database does not answer");
        }
        if (event instanceof SnapshotTaken) {
            clock.move(portalNeeds);
        }
        heard.add(event);
    }
}
