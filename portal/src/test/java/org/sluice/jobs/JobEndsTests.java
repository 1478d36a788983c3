package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.cluster.Accounting;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Memory;
import org.sluice.slurm.RequestedMemory;

class JobEndsTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final MovableClock clock = new MovableClock();
    private final Accounting accounting = new Accounting();
    private final JobsMade made = new JobsMade(DATABASE);
    private final List<Object> events = new ArrayList<>();
    private final JobEnds ends = made.ends(accounting, events, clock);
    private final Instant submitted =
            clock.instant().minusSeconds(600).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void forgetEarlierOnes() {
        DATABASE.jdbc().sql("truncate job cascade").update();
    }

    @Test
    void takesTheEndTheStepsAndTheMemoryFromAccounting() {
        Job job = made.left(7, "RUNNING", submitted, clock.instant());
        accounting.add(run("7", submitted, "OUT_OF_MEMORY", Map.of("ExitCode", "0:125", "ReqMem", "1000M")));
        accounting.add(run("7.batch", submitted, "OUT_OF_MEMORY", Map.of("ExitCode", "0:125", "MaxRSS", "3628K")));

        ends.complete();

        Job ended = made.newest(7);
        assertThat(ended.state().name()).isEqualTo(JobState.Name.OUT_OF_MEMORY);
        assertThat(ended.exitStatus()).hasToString("0:125");
        JobRecord record = made.jobs().recordOf(job);
        assertThat(record.requestedMemory())
                .isEqualTo(RequestedMemory.tryParse("1000M").orElseThrow());
        assertThat(record.peakMemory()).contains(new Memory(3628 * 1024));
        assertThat(events).filteredOn(JobChanged.class::isInstance).hasSize(1);
        assertThat(events).filteredOn(JobEnded.class::isInstance).isEmpty();
        clock.move(Duration.ofSeconds(20));
        ends.complete();
        ends.complete();
        assertThat(events).filteredOn(JobEnded.class::isInstance).hasSize(1);
    }

    @Test
    void takesStepsThatAccountingLearnsOfAfterTheEnd() {
        Job job = made.left(7, "FAILED", submitted, clock.instant());
        accounting.away(true);
        clock.move(Duration.ofHours(1));
        ends.complete();
        accounting.away(false);
        accounting.add(run("7", submitted, "FAILED", Map.of("ExitCode", "4:0")));
        ends.complete();
        assertThat(made.jobs().recordOf(job).steps()).isEmpty();

        accounting.add(run("7.batch", submitted, "FAILED", Map.of("ExitCode", "4:0")));
        clock.move(Duration.ofSeconds(20));
        ends.complete();

        assertThat(made.jobs().recordOf(job).steps()).hasSize(1);
        assertThat(made.newest(7).settled()).isTrue();
    }

    @Test
    void looksAgainUntilAccountingHasSettled() {
        made.left(7, "RUNNING", submitted, clock.instant());
        accounting.add(run("7", submitted, "COMPLETED", Map.of("End", seconds(clock.instant()))));

        ends.complete();
        assertThat(made.newest(7).settled()).isFalse();
        clock.move(Duration.ofSeconds(20));
        ends.complete();

        assertThat(made.newest(7).settled()).isTrue();
        assertThat(made.newest(7).source()).isEqualTo("sacct");
    }

    @Test
    void keepsTheRunsOfARequeuedJobApart() {
        Instant again = submitted.plusSeconds(300);
        made.left(7, "RUNNING", submitted, clock.instant());
        made.left(7, "RUNNING", again, clock.instant());
        accounting.add(run("7", submitted, "NODE_FAIL", Map.of()));
        accounting.add(run("7", again, "COMPLETED", Map.of()));

        ends.complete();

        Job second = made.newest(7);
        assertThat(second.state().isCompleted()).isTrue();
        assertThat(made.jobs().otherRuns(second))
                .extracting(run -> run.state().toString())
                .containsExactly("NODE_FAIL");
    }

    @Test
    void believesThatARunWasPutBackIntoTheQueue() {
        made.left(7, "RUNNING", submitted, clock.instant());
        accounting.add(run("7", submitted, "REQUEUED", Map.of()));

        ends.complete();

        assertThat(made.newest(7).state().isRequeued()).isTrue();
    }

    @Test
    void namesWhoCancelled() {
        Job job = made.left(7, "RUNNING", submitted, clock.instant());
        accounting.add(run("7", submitted, "CANCELLED by 1004", Map.of()));

        ends.complete();

        assertThat(made.jobs().recordOf(job).cancelledBy()).isEqualTo("olga");
    }

    @Test
    void goesOnAskingWhileAccountingIsAway() {
        made.left(7, "RUNNING", submitted, clock.instant());
        accounting.away(true);

        clock.move(Duration.ofDays(2));
        ends.complete();
        assertThat(made.newest(7).settled()).isFalse();
        accounting.away(false);
        accounting.add(run("7", submitted, "FAILED", Map.of("ExitCode", "3:0")));
        ends.complete();

        assertThat(made.newest(7).exitStatus()).hasToString("3:0");
    }

    @Test
    void asksTheLogOfCompletedJobsWhereThereIsNoAccounting() {
        made.left(7, "RUNNING", submitted, clock.instant());
        accounting.disable();
        accounting.complete(7, "somebody-else", "COMPLETED", "0:0", "a9");
        accounting.complete(7, "cluster-alice", "FAILED", "3:0", "a1");

        clock.move(Duration.ofMinutes(1));
        ends.complete();

        Job job = made.newest(7);
        assertThat(job.state().toString()).isEqualTo("FAILED");
        assertThat(job.exitStatus()).hasToString("3:0");
        assertThat(job.source()).isEqualTo("jobcomp");
        assertThat(job.settled()).isTrue();
    }

    @Test
    void leavesTheOutcomeOpenWhereNobodyKnows() {
        made.left(7, "RUNNING", submitted, clock.instant());
        accounting.disable();

        clock.move(Duration.ofMinutes(1));
        ends.complete();

        assertThat(made.newest(7).state().isTerminal()).isFalse();
        assertThat(made.newest(7).settled()).isTrue();
        assertThat(made.newest(7).source()).isEqualTo("nobody");
    }

    @Test
    void whatSlurmctldToldStandsWithoutAccounting() {
        made.left(7, "TIMEOUT", submitted, clock.instant());
        accounting.disable();

        clock.move(Duration.ofMinutes(1));
        ends.complete();

        assertThat(made.newest(7).state().toString()).isEqualTo("TIMEOUT");
        assertThat(made.newest(7).source()).isEqualTo("squeue");
    }

    /** A run, or a step with its dot, that began with its submission and ended a minute later. */
    static Map<String, String> run(String id, Instant submittedAt, String state, Map<String, String> more) {
        Map<String, String> row = new java.util.HashMap<>(Map.of(
                "JobID",
                id,
                "JobIDRaw",
                id,
                "User",
                id.contains(".") ? "" : "cluster-alice",
                "Submit",
                seconds(submittedAt),
                "Start",
                seconds(submittedAt),
                "End",
                seconds(submittedAt.plusSeconds(60)),
                "State",
                state));
        row.putAll(more);
        return row;
    }

    private static String seconds(Instant at) {
        return Long.toString(at.getEpochSecond());
    }
}
