package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.access.AccessParts;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.Accounting;
import org.sluice.cluster.command.QueueAnswer;
import org.sluice.slurm.JobId;

/** Words and times are those that a cluster of 22.05 told. */
class SightingTests {
    private static final Instant SUBMITTED = Instant.ofEpochSecond(1_796_080_819);

    private final MovableClock clock = new MovableClock();

    @Test
    void aJobThatWasCancelledWhileItWaitedNeverStarted() {
        Job queued = seen("STATE", "CANCELLED", "REASON", "JobHeldUser", "STARTS", "1796080823", "ENDS", "1796080823");
        assertThat(queued.startedAt()).isNull();
        assertThat(queued.endedAt()).isEqualTo(Instant.ofEpochSecond(1_796_080_823));

        Job ended = Sighting.ended(
                queued,
                accounted("CANCELLED by 1003", Map.of("Start", "None", "Reason", "JobHeldUser")),
                clock.instant());
        assertThat(ended.startedAt()).isNull();
        assertThat(JobView.of(ended, JobListing.of(ended), AccessParts.viewer("a", "alice"), clock.instant())
                        .words())
                .isEqualTo("Cancelled before it started.");
    }

    @Test
    void aStartThatAccountingDeniesIsNoneAndOneOfWhichItKnowsNothingStays() {
        Job once = seen("STATE", "RUNNING", "STARTS", "1796080823", "NODE_LIST", "c1");
        Job ended = Sighting.ended(once, accounted("CANCELLED by 1003", Map.of("Start", "Unknown")), clock.instant());
        assertThat(ended.startedAt()).isEqualTo(Instant.ofEpochSecond(1_796_080_823));
    }

    @Test
    void keepsTheReasonAtTheEnd() {
        Job failed = seen(
                "STATE",
                "FAILED",
                "REASON",
                "NonZeroExitCode",
                "STARTS",
                "1796080823",
                "ENDS",
                "1796080825",
                "NODE_LIST",
                "c1");
        AccountedJob waited = accounted("FAILED", Map.of("Reason", "JobArrayTaskLimit", "ExitCode", "3:0"));
        assertThat(Sighting.ended(failed, waited, clock.instant()).reason()).hasToString("NonZeroExitCode");

        Job requeued = seen("STATE", "CANCELLED", "REASON", "launch failed requeued held");
        AccountedJob held = accounted("CANCELLED by 1003", Map.of("Start", "None", "Reason", "JobHeldUser"));
        assertThat(Sighting.ended(requeued, held, clock.instant()).reason().word())
                .isEqualTo("launch failed requeued held");
    }

    @Test
    void aReasonToWaitIsNoneForAnEnd() {
        AccountedJob failed = accounted("FAILED", Map.of("Reason", "Priority"));
        assertThat(Sighting.of(failed, clock.instant()).reason().isNone()).isTrue();
        Job waiting = seen("STATE", "PENDING", "REASON", "Priority");
        assertThat(Sighting.ended(waiting, failed, clock.instant()).reason().isNone())
                .isTrue();
    }

    @Test
    void countsTheTimeOfASuspendedJobAsSlurmDoes() {
        Job ran = seen("STATE", "RUNNING", "STARTS", "1796080875", "NODE_LIST", "c1");
        AccountedJob accounted =
                accounted("CANCELLED by 1003", Map.of("Start", "1796080875", "End", "1796080906", "ElapsedRaw", "16"));
        Job ended = Sighting.ended(ran, accounted, clock.instant());
        assertThat(ended.elapsed(clock.instant())).contains(Duration.ofSeconds(16));
    }

    @Test
    void theTimeOfASuspendedJobStandsStillAndIsNotGuessed() {
        Job suspended = seen("STATE", "SUSPENDED", "STARTS", "1796080875", "NODE_LIST", "c1");
        assertThat(suspended.elapsed(clock.instant())).isEmpty();
    }

    @Test
    void cancelOfAComponentNamesTheWholeHeterogeneousJob() {
        assertThat(seen("ID", "110+1", "RAW_ID", "111").cancelled()).isEqualTo(JobId.of(110));
        assertThat(seen("ID", "106_3", "RAW_ID", "111").cancelled()).isEqualTo(JobId.parse("106_3"));
    }

    private Job seen(String... fields) {
        return Sighting.of(QueueAnswer.job(fields), clock.instant());
    }

    private AccountedJob accounted(String state, Map<String, String> more) {
        Accounting accounting = new Accounting();
        accounting.add(JobEndsTests.run("7", SUBMITTED, state, new HashMap<>(more)));
        return accounting
                .slurm(clock)
                .accounted(AccessParts.polling("poll").poller(), java.util.List.of(JobId.of(7)))
                .get(0);
    }
}
