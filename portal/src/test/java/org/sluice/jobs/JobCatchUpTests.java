package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.cluster.Accounting;

class JobCatchUpTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final MovableClock clock = new MovableClock();
    private final Accounting accounting = new Accounting();
    private final JobsMade made = new JobsMade(DATABASE);
    private final List<Object> events = new ArrayList<>();
    private final JobCatchUp catchUp = new JobCatchUp(
            () -> 1,
            made.rows(),
            made.records(),
            made.caughtUp(),
            accounting.slurm(clock),
            accounting.names(clock),
            AccessParts.polling("poll"),
            new JobsProperties(Duration.ofHours(3)),
            events::add,
            clock);
    private final Instant submitted = clock.instant().minusSeconds(900).truncatedTo(ChronoUnit.SECONDS);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void forgetEarlierOnes() {
        DATABASE.jdbc().sql("truncate job, job_caught_up cascade").update();
    }

    @Test
    void fetchesWhatTheQueueNeverShowed() {
        accounting.add(JobEndsTests.run("7", submitted, "FAILED", Map.of("ExitCode", "3:0")));
        accounting.add(JobEndsTests.run("8", submitted, "RUNNING", Map.of("End", "Unknown")));

        catchUp.goOn();

        assertThat(made.newest(7).exitStatus()).hasToString("3:0");
        assertThat(made.newest(7).live()).isFalse();
        assertThat(made.newest(7).settled()).isTrue();
        assertThat(made.find(8)).isEmpty();
    }

    @Test
    void goesForwardByAnHourUntilItHasCaughtUp() {
        for (int hour = 1; hour <= 3; hour++) {
            catchUp.goOn();
            assertThat(accounting.questions()).isEqualTo(hour);
        }
        catchUp.goOn();
        assertThat(accounting.questions()).isEqualTo(3);

        clock.move(Duration.ofMinutes(5));
        catchUp.goOn();
        assertThat(accounting.questions()).isEqualTo(4);
    }

    @Test
    void doesNotGoForwardWhileAccountingIsAway() {
        accounting.away(true);
        catchUp.goOn();
        assertThat(made.caughtUp().until()).isEmpty();
    }

    @Test
    void leavesAloneWhatTheQueueHasShown() {
        made.seen(7, "RUNNING", submitted, null, true, clock.instant());
        accounting.add(JobEndsTests.run("7", submitted, "COMPLETED", Map.of()));

        catchUp.goOn();

        assertThat(made.newest(7).live()).isTrue();
    }

    @Test
    void leavesWhatSlurmctldSaidOfAJobThatHasEnded() {
        Job ended = made.over(7, "FAILED", "NonZeroExitCode", submitted, clock.instant());
        accounting.add(JobEndsTests.run("7", submitted, "FAILED", Map.of("ExitCode", "3:0", "Reason", "Priority")));

        catchUp.goOn();

        assertThat(made.newest(7).reason()).isEqualTo(ended.reason());
        assertThat(made.newest(7).size().perNode()).isEqualTo(ended.size().perNode());
    }
}
