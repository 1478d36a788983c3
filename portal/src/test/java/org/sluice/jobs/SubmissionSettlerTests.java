package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.cluster.Accounting;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.slurm.Charge;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import tools.jackson.databind.json.JsonMapper;

class SubmissionSettlerTests {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final Duration GIVEN_UP = Submissions.GIVE_UP_AFTER.plusSeconds(1);
    private static final Duration QUEUE_FORGETS = Duration.ofMinutes(5);

    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final MovableClock clock = new MovableClock();
    private final Accounting accounting = new Accounting();
    private final SubmissionRows rows =
            new SubmissionRows(DATABASE.jdbc(), JsonMapper.builder().build());
    private final SubmissionSettler settler = new SubmissionSettler(
            rows,
            accounting.slurm(clock),
            AccessParts.polling("poll"),
            AccessParts.audit(DATABASE.jdbc(), clock),
            DATABASE.transaction(),
            clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void forgetEarlierOnes() {
        DATABASE.jdbc().sql("truncate submission, audit").update();
    }

    @Test
    void findsTheJobByItsKey() {
        Submission submission = sent();

        lookAfter(MOMENT, job(7, SubmissionsMade.ALICE, "sluice:" + submission.key() + " my words"));

        assertThat(stateOf(submission)).isEqualTo(SubmissionState.ACCEPTED);
        assertThat(rows.find(submission.key()).flatMap(Submission::jobId)).contains("7");
        assertThat(audited()).containsExactly("done job 7");
    }

    @Test
    void namesTheArrayNotItsTask() {
        Submission submission = sent();

        lookAfter(MOMENT, job("12_[3-9]", SubmissionsMade.ALICE, "sluice:" + submission.key()));

        assertThat(rows.find(submission.key()).flatMap(Submission::jobId)).contains("12");
    }

    @Test
    void takesNoJobOfAnotherUserForIt() {
        Submission submission = sent();
        String comment = "sluice:" + submission.key();

        lookAfter(MOMENT, job(8, "cluster-mallory", comment));
        assertThat(stateOf(submission)).isEqualTo(SubmissionState.SENDING);

        lookAfter(MOMENT, job(7, SubmissionsMade.ALICE, comment), job(8, "cluster-mallory", comment));
        assertThat(rows.find(submission.key()).flatMap(Submission::jobId)).contains("7");
    }

    @Test
    void waitsWhileItMayStillBeSubmitted() {
        Submission submission = sent();

        lookAfter(Submissions.GIVE_UP_AFTER.minusSeconds(1));

        assertThat(stateOf(submission)).isEqualTo(SubmissionState.SENDING);
        assertThat(audited()).isEmpty();
    }

    @Test
    void isCertainOnceNothingCanBeSubmittingAndTheQueueStillRemembers() {
        Submission submission = sent();

        lookAfter(GIVEN_UP, job(7, SubmissionsMade.ALICE, "something else"));

        assertThat(stateOf(submission)).isEqualTo(SubmissionState.NOT_SUBMITTED);
        assertThat(accounting.questions()).isZero();
        assertThat(audited()).containsExactly("not done multi-node-gpu");
    }

    @Test
    void asksAccountingWhenTheQueueMayHaveForgotten() {
        Submission submission = sent();
        accounting.add(7, SubmissionsMade.ALICE, clock.instant().plusSeconds(2), "sluice:" + submission.key());

        lookAfter(QUEUE_FORGETS);

        assertThat(rows.find(submission.key()).flatMap(Submission::jobId)).contains("7");
    }

    @Test
    void isCertainWhenAccountingKeepsCommentsAndHasNoneOfThisKey() {
        Submission submission = sent();
        accounting.add(7, SubmissionsMade.ALICE, clock.instant().plusSeconds(2), "");
        accounting.add(8, "cluster-bob", clock.instant().plusSeconds(2), "bob's words");

        lookAfter(QUEUE_FORGETS);

        assertThat(stateOf(submission)).isEqualTo(SubmissionState.NOT_SUBMITTED);
    }

    @Test
    void saysThatNobodyCanTellWhereAccountingKeepsNoComments() {
        Submission submission = sent();
        accounting.add(7, SubmissionsMade.ALICE, clock.instant().plusSeconds(2), "");
        accounting.add(8, "cluster-bob", clock.instant().plusSeconds(2), "");

        lookAfter(QUEUE_FORGETS);
        lookAfter(QUEUE_FORGETS);

        assertThat(stateOf(submission)).isEqualTo(SubmissionState.UNCLEAR);
        assertThat(rows.find(submission.key()).map(Submission::words))
                .hasValueSatisfying(words -> assertThat(words).endsWith("It would be one of 7."));
        assertThat(audited()).as("said once").containsExactly("not known multi-node-gpu");
    }

    @Test
    void staysOpenWhileAccountingDoesNotAnswer() {
        Submission submission = sent();
        accounting.away(true);
        lookAfter(QUEUE_FORGETS);
        assertThat(stateOf(submission)).isEqualTo(SubmissionState.SENDING);

        accounting.away(false);
        lookAfter(QUEUE_FORGETS);
        assertThat(stateOf(submission)).isEqualTo(SubmissionState.NOT_SUBMITTED);
    }

    @Test
    void asksAccountingEverMoreSeldom() {
        sent();
        accounting.add(7, SubmissionsMade.ALICE, clock.instant(), "");
        lookAfter(QUEUE_FORGETS);
        lookAfter(MOMENT);
        assertThat(accounting.questions()).isEqualTo(1);

        lookAfter(Duration.ofSeconds(31));
        assertThat(accounting.questions()).isEqualTo(2);

        lookAfter(Duration.ofDays(10));
        lookAfter(Duration.ofHours(1));
        assertThat(accounting.questions()).isEqualTo(3);
    }

    private Submission sent() {
        Submission submission = SubmissionsMade.at(clock.instant());
        rows.insert(submission);
        return submission;
    }

    private void lookAfter(Duration time, QueuedJob... jobs) {
        clock.move(time);
        Snapshot picture = new Snapshot(clock.instant(), MOMENT, List.of(jobs), Map.of(), Map.of(), List.of(), 0);
        settler.look(new SnapshotTaken(Optional.empty(), picture));
    }

    private SubmissionState stateOf(Submission submission) {
        return rows.find(submission.key()).orElseThrow().state();
    }

    private List<String> audited() {
        return DATABASE.jdbc()
                .sql("select outcome || ' ' || object from audit where action = 'sbatch' order by id")
                .query(String.class)
                .list();
    }

    private QueuedJob job(long id, String owner, String comment) {
        return job(Long.toString(id), owner, comment);
    }

    private QueuedJob job(String id, String owner, String comment) {
        Instant now = clock.instant();
        return new QueuedJob(
                new JobKey(JobId.parse(id), now),
                7,
                new JobWords("train", comment, "/home"),
                new Charge(owner, "research", "gpu", "normal"),
                JobState.parse("PENDING"),
                Reason.parse("Priority"),
                JobSize.of(1, 1, List.of()),
                new JobTimes(null, null, null, null, TimeLimit.parse("1:00:00")),
                new QueuedJob.Needs(null, "", "", ""),
                new QueuedJob.Forecast(null, null),
                "",
                "",
                1,
                "");
    }
}
