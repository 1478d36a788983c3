package org.sluice.files;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobRecord;
import org.sluice.jobs.Place;
import org.sluice.jobs.Seen;
import org.sluice.slurm.Charge;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/** A job of alice with what matters of it for its files. */
final class MadeJob {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private JobId id = JobId.of(121);
    private long rawId = 121;
    private String state = "RUNNING";
    private @Nullable Instant started = NOW.minus(Duration.ofMinutes(10));
    private String nodes = "c1";
    private @Nullable String stdOut = "/home/alice/slurm-121.out";

    MadeJob id(String word, long number) {
        id = JobId.parse(word);
        rawId = number;
        return this;
    }

    MadeJob state(String word) {
        state = word;
        return this;
    }

    MadeJob started(@Nullable Instant at) {
        started = at;
        return this;
    }

    MadeJob nodes(String list) {
        nodes = list;
        return this;
    }

    MadeJob stdOut(@Nullable String told) {
        stdOut = told;
        return this;
    }

    Job job() {
        boolean live = !JobState.parse(state).isTerminal();
        return new Job(
                new JobKey(id, NOW.minus(Duration.ofHours(1))),
                rawId,
                new JobWords("jn", "", "/home/alice"),
                new Charge("alice", "research", "gpu", "normal"),
                JobState.parse(state),
                Reason.parse("None"),
                null,
                JobSize.of(1, 1, List.of()),
                new JobTimes(null, started, live ? null : NOW, null, TimeLimit.NOT_SET),
                new Place(nodes, stdOut, null),
                new Seen(live, !live, "squeue", NOW));
    }

    static JobRecord stdErr(@Nullable String told) {
        return new JobRecord(List.of(), null, null, Tres.NONE, Tres.NONE, told, "", 0, null);
    }
}
