package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.cluster.Sbatches;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import tools.jackson.databind.json.JsonMapper;

class SubmissionsTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final Viewer ALICE = AccessParts.viewer("alice", "cluster-alice");
    private static final Viewer MALLORY = AccessParts.viewer("mallory", "cluster-mallory");

    private final MovableClock clock = new MovableClock();
    private final List<Object> published = new ArrayList<>();
    private final SubmissionRows rows =
            new SubmissionRows(DATABASE.jdbc(), JsonMapper.builder().build());
    private final Sbatches head = new Sbatches();
    private final Submissions submissions = new Submissions(
            rows,
            head.slurm(clock),
            AccessParts.audit(DATABASE.jdbc(), clock),
            DATABASE.transaction(),
            published::add,
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
    void submitsOnceHoweverOftenTheKeyIsPressed() {
        SubmissionDraft draft = draft(SubmissionKey.next(), "mine");

        Submission first = submissions.submit(ALICE, draft).orElseThrow();
        Submission second = submissions.submit(ALICE, draft).orElseThrow();

        assertThat(first.state()).isEqualTo(SubmissionState.ACCEPTED);
        assertThat(second.jobId()).isEqualTo(first.jobId());
        assertThat(head.commands()).hasSize(1);
        assertThat(head.commands().get(0)).contains("--comment=sluice:" + draft.key() + " mine");
    }

    @Test
    void tellsNothingOfAKeyThatIsSomebodyElses() {
        SubmissionDraft draft = draft(SubmissionKey.next(), "");
        submissions.submit(ALICE, draft);

        assertThat(submissions.submit(MALLORY, draft)).isEmpty();
        assertThat(submissions.submit(MALLORY, draft("no key", ""))).isEmpty();
        assertThat(head.commands()).hasSize(1);
    }

    @Test
    void writesNoRowForACommentThatSbatchCannotBeGiven() {
        for (String comment : List.of("x".repeat(1024), "a\u2028b", "a\nb")) {
            assertThatThrownBy(() -> submissions.submit(ALICE, draft(SubmissionKey.next(), comment)))
                    .isInstanceOf(InvalidOption.class);
        }
        assertThat(rows.open()).isEmpty();
        assertThat(head.commands()).isEmpty();
    }

    private static SubmissionDraft draft(String key, String comment) {
        return new SubmissionDraft(key, "cpu-job", SbatchOptions.NONE, "#!/bin/bash\ntrue\n", Map.of(), comment, null);
    }
}
