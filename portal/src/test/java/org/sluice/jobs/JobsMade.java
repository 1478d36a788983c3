package org.sluice.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Reason;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Jobs of alice in a test's own database, written and read as the product does it. */
public final class JobsMade {
    private final JobRows rows;
    private final JobRecordRows records;

    public JobsMade(OwnDatabase database) {
        JdbcTemplate batches = new JdbcTemplate(database.tables());
        rows = new JobRows(database.jdbc(), batches, JsonMapper.builder().build());
        records = new JobRecordRows(database.jdbc(), batches);
    }

    public Jobs jobs() {
        return new Jobs(rows, records, AccessParts.privateJobs());
    }

    /** A job of this raw number as it was seen. */
    public Job seen(
            long rawId,
            String state,
            Instant submittedAt,
            @Nullable Instant endedAt,
            boolean live,
            Instant observedAt) {
        Job job = new Job(
                JobId.of(rawId),
                submittedAt,
                rawId,
                "train",
                "cluster-alice",
                "research",
                "gpu",
                "normal",
                JobState.parse(state),
                Reason.parse("None"),
                2,
                8,
                4,
                "gres:gpu:a100:2",
                "a1,a2",
                null,
                submittedAt,
                submittedAt,
                endedAt,
                null,
                "",
                "/home/alice",
                null,
                null,
                live,
                false,
                "squeue",
                observedAt);
        rows.save(List.of(job));
        if (!live) {
            rows.settled(job, "sacct");
        }
        return job;
    }

    /** A job that has left the queue, and whose end is not confirmed. */
    Job left(long rawId, String state, Instant submittedAt, Instant observedAt) {
        Job job = seen(rawId, state, submittedAt, null, true, observedAt);
        rows.leftTheQueue(List.of(job), observedAt);
        return job;
    }

    Job newest(long rawId) {
        return find(rawId).orElseThrow();
    }

    Optional<Job> find(long rawId) {
        return rows.newest(JobId.of(rawId));
    }

    JobRows rows() {
        return rows;
    }

    JobRecordRows records() {
        return records;
    }
}
