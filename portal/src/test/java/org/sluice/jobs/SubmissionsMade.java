package org.sluice.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Submissions of alice as they stand before Slurm is asked. */
final class SubmissionsMade {
    static final String ALICE = "cluster-alice";

    private SubmissionsMade() {}

    static Submission at(Instant moment) {
        return new Submission(
                SubmissionKey.next(),
                "alice",
                ALICE,
                "multi-node-gpu",
                Map.of("job_name", "it's 火"),
                "#!/bin/bash\ntrue\n",
                List.of("--nodes=2"),
                SubmissionState.SENDING,
                null,
                null,
                null,
                moment,
                moment.plus(Submissions.GIVE_UP_AFTER));
    }
}
