package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.cluster.Accounting;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.cluster.command.QueueAnswer;
import org.sluice.web.NotFound;

class JobArchiveTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final MovableClock clock = new MovableClock();
    private final Instant submitted = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    private final Accounting accounting = new Accounting();
    private final JobsMade made = new JobsMade(DATABASE);
    private Optional<Snapshot> before = Optional.empty();
    private final List<Object> events = new ArrayList<>();
    private final JobArchive archive = new JobArchive(made.rows(), events::add);
    private final JobEnds ends = made.ends(accounting, events, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void forgetEarlierOnes() {
        DATABASE.jdbc().sql("truncate job cascade").update();
    }

    @Test
    void writesDownEachTaskThatStartsAndWhichOnesWait() {
        see(queued("106_[0-5%2]", "PENDING"));
        see(queued("106_[2-5%2]", "PENDING"), queued("106_0", "RUNNING"), queued("106_1", "RUNNING"));

        Job waiting = made.newest(106);
        assertThat(waiting.size().tasks().written()).isEqualTo("2-5%2");
        assertThat(waiting.cancelled()).hasToString("106_[2-5]");
        assertThat(made.find("106_1").map(Job::live)).contains(true);
    }

    @Test
    void anArrayCancelledBeforeItsStartIsSettledByAccounting() {
        see(queued("147_[0-999]", "PENDING"));
        see();
        accounting.add(JobEndsTests.run(
                "147_[0-999]", submitted, "CANCELLED by 1004", Map.of("Start", "None", "JobIDRaw", "147")));
        ends.complete();
        clock.move(Duration.ofMinutes(2));
        ends.complete();

        Job array = made.newest(147);
        assertThat(array.state().isCancelled()).isTrue();
        assertThat(array.startedAt()).isNull();
        assertThat(array.settled()).isTrue();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void tasksThatWereCancelledBesideRunningOnesStay() {
        see(queued("106_[4-5%2]", "PENDING"), queued("106_0", "RUNNING"));
        see(queued("106_[4-5%2]", "CANCELLED"), queued("106_0", "RUNNING"));
        see(queued("106_0", "RUNNING"));

        assertThat(made.newest(106).state().isCancelled()).isTrue();
    }

    @Test
    void theRowOfWaitingTasksGoesOnceEachHasItsOwn() {
        see(queued("116_[1-2]", "PENDING"));
        see(queued("116_1", "RUNNING"), queued("116_2", "RUNNING"));

        assertThat(rows()).isEqualTo(2);
        assertThat(made.find("116_1")).isPresent();
    }

    @Test
    void aJobThatWasOverBeforeTheFirstSnapshotLeavesToo() {
        Job atSubmission = Sighting.of(queued("147_[0-5]", "PENDING"), clock.instant());
        see();
        made.rows().saveNew(atSubmission);
        clock.move(Duration.ofSeconds(5));
        see();
        assertThat(made.newest(147).live()).isFalse();

        accounting.add(JobEndsTests.run(
                "147_[0-5]", submitted, "CANCELLED by 1004", Map.of("Start", "None", "JobIDRaw", "147")));
        clock.move(Duration.ofMinutes(2));
        ends.complete();
        assertThat(made.newest(147).state().isCancelled()).isTrue();
    }

    @Test
    void aJobSubmittedWhileTheQueueWasAskedStays() {
        see();
        made.rows().saveNew(Sighting.of(queued("7", "PENDING"), clock.instant()));
        see();
        assertThat(made.newest(7).live()).isTrue();
    }

    @Test
    void whatNobodyKnowsHasNoOutcomeAndNoTime() {
        see(queued("7", "RUNNING"));
        see();
        accounting.disable();
        clock.move(Duration.ofMinutes(30));
        ends.complete();

        Job job = made.newest(7);
        assertThat(JobLooks.of(job).word()).isEqualTo("outcome not known");
        assertThat(job.elapsed(clock.instant())).isEmpty();
    }

    @Test
    void aRunThatWasGivenUpAndStandsInTheQueueIsLiveAgain() {
        see(queued("7", "RUNNING"));
        see();
        made.rows().settled(made.newest(7), "nobody");
        see(queued("7", "RUNNING"));
        assertThat(made.newest(7).live()).isTrue();
        assertThat(made.newest(7).settled()).isFalse();
    }

    @Test
    void aLaterLookOutweighsWhatWasToldAtTheSubmission() {
        see(queued("7", "RUNNING"));
        made.rows().saveNew(Sighting.of(queued("7", "PENDING"), clock.instant()));
        assertThat(made.newest(7).state().isRunning()).isTrue();
    }

    @Test
    void saysOnceThatAJobHasStartedAndOnceThatItHasEnded() {
        see(queued("7", "PENDING"));
        see(queued("7", "RUNNING"));
        see(queued("7", "RUNNING"));
        see();
        accounting.add(JobEndsTests.run("7", submitted, "COMPLETED", Map.of()));
        ends.complete();
        clock.move(Duration.ofMinutes(5));
        ends.complete();
        ends.complete();

        assertThat(events).filteredOn(JobStarted.class::isInstance).hasSize(1);
        assertThat(events)
                .filteredOn(JobEnded.class::isInstance)
                .singleElement()
                .extracting(event -> ((JobEnded) event).job().state().isCompleted())
                .isEqualTo(true);
    }

    @Test
    void aJobThatHasLeftIsToldAsNoLongerLive() {
        see(queued("7", "RUNNING"));
        events.clear();
        see();
        assertThat(events)
                .singleElement()
                .extracting(event -> ((JobChanged) event).job().live())
                .isEqualTo(false);
    }

    @Test
    void aRowThatGoesWhileItsPageIsMadeIsNotFound() {
        see(queued("106_[0]", "PENDING"));
        Job waiting = made.newest(106);
        see(queued("106_0", "RUNNING"));
        assertThatThrownBy(() -> made.jobs().recordOf(waiting)).isInstanceOf(NotFound.class);
    }

    @Test
    void aNewStartHasNoNewsOfAJobThatWasOverBefore() {
        see(queued("7", "RUNNING"), queued("8", "RUNNING"));
        see(queued("7", "COMPLETED"), queued("8", "RUNNING"));
        events.clear();
        before = Optional.empty();
        see(queued("7", "COMPLETED"), queued("8", "RUNNING"), queued("9", "COMPLETED"));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        JobChanged.class,
                        change -> assertThat(change.job().id()).hasToString("9"));
    }

    private void see(QueuedJob... jobs) {
        clock.move(Duration.ofSeconds(1));
        Snapshot now =
                new Snapshot(clock.instant(), Duration.ofSeconds(2), List.of(jobs), Map.of(), Map.of(), List.of(), 0);
        archive.see(new SnapshotTaken(before, now));
        before = Optional.of(now);
    }

    private QueuedJob queued(String id, String state) {
        boolean runs = state.equals("RUNNING");
        return QueueAnswer.job(
                "ID",
                id,
                "RAW_ID",
                id.split("_", 2)[0],
                "STATE",
                state,
                "SUBMITTED",
                Long.toString(submitted.getEpochSecond()),
                "STARTS",
                runs ? Long.toString(submitted.getEpochSecond()) : "N/A",
                "NODE_LIST",
                runs ? "c1" : "");
    }

    private long rows() {
        return DATABASE.jdbc().sql("select count(*) from job").query(Long.class).single();
    }
}
