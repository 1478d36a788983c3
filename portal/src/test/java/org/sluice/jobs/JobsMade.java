package org.sluice.jobs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.cluster.Accounting;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Jobs of alice in a test's own database, written and read as the product does it. */
public final class JobsMade {
    private final JobRows rows;
    private final JobLookups lookups;
    private final JobLists lists;
    private final CaughtUp caughtUp;
    private final JobRecordRows records;

    public JobsMade(OwnDatabase database) {
        JdbcTemplate batches = new JdbcTemplate(database.tables());
        ObjectMapper json = JsonMapper.builder().build();
        JobRow row = new JobRow(json);
        rows = new JobRows(database.jdbc(), batches, row, json);
        lookups = new JobLookups(database.jdbc(), row);
        lists = new JobLists(database.jdbc(), row);
        caughtUp = new CaughtUp(database.jdbc());
        records = new JobRecordRows(database.jdbc(), batches);
    }

    public Jobs jobs() {
        return new Jobs(lookups, lists, new JobCounts(lists, rows), records, AccessParts.privateJobs());
    }

    /** Completes these jobs from that accounting, and tells the listeners of {@code events}. */
    JobEnds ends(Accounting accounting, List<Object> events, Clock clock) {
        return new JobEnds(
                () -> 1,
                rows,
                records,
                accounting.slurm(clock),
                accounting.names(clock),
                AccessParts.polling("poll"),
                events::add,
                clock);
    }

    /** A job of this raw number as it was seen. */
    public Job seen(
            long rawId,
            String state,
            Instant submittedAt,
            @Nullable Instant endedAt,
            boolean live,
            Instant observedAt) {
        Job job = job(rawId, state, "None", submittedAt, endedAt, live, observedAt);
        rows.save(List.of(job));
        if (!live) {
            rows.settled(job, "sacct");
        }
        return job;
    }

    private static Job job(
            long rawId,
            String state,
            String reason,
            Instant submittedAt,
            @Nullable Instant endedAt,
            boolean live,
            Instant observedAt) {
        return new Job(
                new JobKey(JobId.of(rawId), submittedAt),
                rawId,
                new JobWords("train", "", "/home/alice"),
                new Charge("cluster-alice", "research", "gpu", "normal"),
                JobState.parse(state),
                Reason.parse(reason),
                null,
                JobSize.of(2, 8, Gres.parseList("gres:gpu:a100:2")),
                new JobTimes(submittedAt, submittedAt, endedAt, null, TimeLimit.NOT_SET),
                new Place("a1,a2", null, null),
                new Seen(live, false, "squeue", observedAt));
    }

    /** A job that the queue shows as ended, for this reason, and whose end is not confirmed. */
    Job over(long rawId, String state, String reason, Instant submittedAt, Instant endedAt) {
        Job job = job(rawId, state, reason, submittedAt, endedAt, false, endedAt);
        rows.save(List.of(job));
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
        return lookups.newest(JobId.of(rawId));
    }

    JobRows rows() {
        return rows;
    }

    /** The answers of a question that names jobs, as pages ask it. */
    JobLists lists() {
        return lists;
    }

    Optional<Job> find(String id) {
        return lookups.newest(JobId.parse(id));
    }

    CaughtUp caughtUp() {
        return caughtUp;
    }

    JobRecordRows records() {
        return records;
    }
}
