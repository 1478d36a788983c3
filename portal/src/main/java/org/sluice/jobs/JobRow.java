package org.sluice.jobs;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.ArrayTasks;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Elapsed;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** A job as one row of the job table holds it. */
@Component
class JobRow implements RowMapper<Job> {
    /** What a sighting writes, in this order. */
    static final List<String> COLUMNS = List.of(
            "job_id",
            "submitted_at",
            "raw_id",
            "name",
            "owner",
            "account",
            "partition",
            "qos",
            "state",
            "reason",
            "nodes",
            "cpus",
            "gpus",
            "tres_per_node",
            "node_list",
            "time_limit",
            "eligible_at",
            "started_at",
            "ended_at",
            "exit_status",
            "comment",
            "work_dir",
            "live",
            "source",
            "observed_at",
            "first_seen_at",
            "waiting_tasks",
            "tasks",
            "elapsed",
            "elapsed_at");

    private static final TypeReference<List<NodeShare>> SHARES = new TypeReference<>() {};

    private final ObjectMapper json;

    JobRow(ObjectMapper json) {
        this.json = json;
    }

    /** Fills in a row of {@link #COLUMNS}. */
    static void write(PreparedStatement statement, Job job) throws SQLException {
        int i = 0;
        statement.setString(++i, job.id().toString());
        statement.setTimestamp(++i, Timestamp.from(job.submittedAt()));
        statement.setLong(++i, job.rawId());
        statement.setString(++i, job.name());
        statement.setString(++i, job.owner());
        statement.setString(++i, job.account());
        statement.setString(++i, job.partition());
        statement.setString(++i, job.qos());
        statement.setString(++i, job.state().raw());
        statement.setString(++i, job.reason().toString());
        statement.setInt(++i, job.nodes());
        statement.setInt(++i, job.cpus());
        statement.setObject(++i, job.gpus(), Types.INTEGER);
        statement.setString(++i, job.size().perNodeText());
        statement.setString(++i, job.nodeList());
        statement.setObject(++i, seconds(job.timeLimit()), Types.BIGINT);
        statement.setTimestamp(++i, timestamp(job.times().eligibleAt()));
        statement.setTimestamp(++i, timestamp(job.startedAt()));
        statement.setTimestamp(++i, timestamp(job.endedAt()));
        statement.setString(
                ++i, job.exitStatus() == null ? null : job.exitStatus().toString());
        statement.setString(++i, job.comment());
        statement.setString(++i, job.workDir());
        statement.setBoolean(++i, job.live());
        statement.setString(++i, job.seen().source());
        statement.setTimestamp(++i, Timestamp.from(job.seen().observedAt()));
        statement.setTimestamp(++i, Timestamp.from(job.seen().observedAt()));
        ArrayTasks tasks = job.size().tasks();
        statement.setString(++i, tasks.written());
        statement.setInt(++i, tasks.isSome() ? (int) Math.min(tasks.count(), Integer.MAX_VALUE) : 1);
        Elapsed elapsed = job.times().elapsed();
        statement.setObject(++i, elapsed == null ? null : elapsed.ran().toMillis(), Types.BIGINT);
        statement.setTimestamp(++i, elapsed == null ? null : Timestamp.from(elapsed.at()));
    }

    @Override
    public Job mapRow(ResultSet row, int number) throws SQLException {
        return new Job(
                new JobKey(
                        JobId.parse(row.getString("job_id")),
                        row.getTimestamp("submitted_at").toInstant()),
                row.getLong("raw_id"),
                new JobWords(row.getString("name"), row.getString("comment"), row.getString("work_dir")),
                new Charge(
                        row.getString("owner"),
                        row.getString("account"),
                        row.getString("partition"),
                        row.getString("qos")),
                JobState.parse(row.getString("state")),
                Reason.parse(row.getString("reason")),
                Stored.read("exit status", row.getString("exit_status"), ExitStatus::parse)
                        .orElse(null),
                new JobSize(
                        row.getInt("nodes"),
                        row.getInt("cpus"),
                        (Integer) row.getObject("gpus"),
                        Stored.read("generic resources", row.getString("tres_per_node"), Gres::parseList)
                                .orElse(List.of()),
                        new ArrayTasks(row.getString("waiting_tasks"))),
                times(row),
                place(row),
                new Seen(
                        row.getBoolean("live"),
                        row.getBoolean("settled"),
                        row.getString("source"),
                        row.getTimestamp("observed_at").toInstant()));
    }

    private static JobTimes times(ResultSet row) throws SQLException {
        return new JobTimes(
                instant(row.getTimestamp("eligible_at")),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")),
                elapsed(row),
                limit((Long) row.getObject("time_limit")));
    }

    private static @Nullable Elapsed elapsed(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("elapsed_at");
        return at == null ? null : new Elapsed(Duration.ofMillis(row.getLong("elapsed")), at.toInstant());
    }

    private Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("node_list"),
                row.getString("std_out"),
                Stored.read("allocation", row.getString("allocation"), text -> json.readValue(text, SHARES))
                        .orElse(null));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static TimeLimit limit(@Nullable Long seconds) {
        return seconds == null || seconds <= 0 ? TimeLimit.NOT_SET : TimeLimit.of(Duration.ofSeconds(seconds));
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }
}
