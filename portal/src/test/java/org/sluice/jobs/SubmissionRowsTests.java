package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluice.OwnDatabase;
import tools.jackson.databind.json.JsonMapper;

class SubmissionRowsTests {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final SubmissionRows rows =
            new SubmissionRows(DATABASE.jdbc(), JsonMapper.builder().build());

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void givesBackWhatWasWritten() {
        Submission submission = SubmissionsMade.at(NOW);

        assertThat(rows.insert(submission)).isTrue();
        assertThat(rows.find(submission.key())).contains(submission);
        assertThat(rows.open()).contains(submission);
        assertThat(rows.find(SubmissionKey.next())).isEmpty();
    }

    @Test
    void takesAKeyOnce() {
        Submission submission = sending();

        assertThat(rows.insert(submission)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = SubmissionState.class,
            names = {"ACCEPTED", "REFUSED", "NOT_SUBMITTED"})
    void staysAsItWasSettled(SubmissionState state) {
        Submission submission = sending();
        assertThat(move(submission, state)).isTrue();
        Submission settled = rows.find(submission.key()).orElseThrow();
        assertThat(settled.state()).isEqualTo(state);
        assertThat(rows.open()).extracting(Submission::key).doesNotContain(submission.key());

        for (SubmissionState later : SubmissionState.values()) {
            if (later != SubmissionState.SENDING) {
                assertThat(move(submission, later)).as(later.name()).isFalse();
            }
        }

        assertThat(rows.find(submission.key())).contains(settled);
    }

    @Test
    void isUnclearUntilItIsKnown() {
        Submission submission = sending();

        assertThat(rows.unclear(submission.key(), "no answer")).isTrue();
        assertThat(rows.unclear(submission.key(), "no answer"))
                .as("nothing new")
                .isFalse();
        assertThat(rows.unclear(submission.key(), "nobody can tell")).isTrue();
        assertThat(rows.open()).extracting(Submission::key).contains(submission.key());

        assertThat(rows.accepted(submission.key(), "17", NOW)).isTrue();
        Submission accepted = rows.find(submission.key()).orElseThrow();
        assertThat(accepted.jobId()).contains("17");
        assertThat(accepted.words()).isEmpty();
    }

    @Test
    void findsTheOwnersLastValuesAndJobsOnly() {
        Submission older = SubmissionsMade.at(NOW.plusSeconds(1_000));
        Submission newer = SubmissionsMade.at(NOW.plusSeconds(2_000));
        rows.insert(newer);
        rows.insert(older);
        rows.accepted(older.key(), "4711", NOW);

        assertThat(rows.last(SubmissionsMade.ALICE, "multi-node-gpu")).contains(newer);
        assertThat(rows.last("cluster-bob", "multi-node-gpu")).isEmpty();
        assertThat(rows.ofJob(SubmissionsMade.ALICE, "4711"))
                .map(Submission::key)
                .contains(older.key());
        assertThat(rows.ofJob("cluster-bob", "4711")).isEmpty();
    }

    private Submission sending() {
        Submission submission = SubmissionsMade.at(NOW);
        rows.insert(submission);
        return submission;
    }

    private boolean move(Submission submission, SubmissionState state) {
        String key = submission.key();
        return switch (state) {
            case ACCEPTED -> rows.accepted(key, "99", NOW);
            case REFUSED -> rows.refused(key, "no", NOW);
            case NOT_SUBMITTED -> rows.notSubmitted(key, "never", NOW);
            case UNCLEAR -> rows.unclear(key, "who knows");
            case SENDING -> rows.insert(submission);
        };
    }
}
