package org.sluice.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.sluice.cluster.JobDetail;
import org.sluice.slurm.ArrayTasks;
import org.sluice.slurm.Elapsed;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;

/** The job table as the archive writes it: one row a run, its id and submit time. */
@Repository
class JobRows {
    private static final String INSERT = "insert into job (%s) values (%s)"
            .formatted(
                    String.join(", ", JobRow.COLUMNS),
                    JobRow.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ")));

    /** A run that was settled and stands in the queue again had not ended. */
    private static final String UPDATE = """
             on conflict (job_id, submitted_at) do update
               set name = excluded.name, account = excluded.account, partition = excluded.partition,
                   qos = excluded.qos, state = excluded.state, reason = excluded.reason, nodes = excluded.nodes,
                   cpus = excluded.cpus, gpus = coalesce(excluded.gpus, job.gpus),
                   tres_per_node = excluded.tres_per_node, node_list = excluded.node_list,
                   time_limit = excluded.time_limit, eligible_at = excluded.eligible_at,
                   started_at = excluded.started_at, ended_at = coalesce(excluded.ended_at, job.ended_at),
                   exit_status = coalesce(excluded.exit_status, job.exit_status), live = excluded.live,
                   source = excluded.source, observed_at = excluded.observed_at,
                   waiting_tasks = excluded.waiting_tasks, tasks = excluded.tasks,
                   elapsed = coalesce(excluded.elapsed, job.elapsed),
                   elapsed_at = coalesce(excluded.elapsed_at, job.elapsed_at),
                   settled = false
             where not job.settled or excluded.live
            """;

    private static final String KEEP = " on conflict (job_id, submitted_at) do nothing";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JobRow row;
    private final ObjectMapper json;
    private final AtomicLong version = new AtomicLong();

    JobRows(JdbcClient jdbc, JdbcTemplate batches, JobRow row, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.row = row;
        this.json = json;
    }

    /** Another number after each change to who is in which list; what is read after it was asked is at least as new. */
    long version() {
        return version.get();
    }

    /** Writes what was seen; a job that is there already keeps what a sighting does not tell. */
    void save(Collection<Job> jobs) {
        if (!jobs.isEmpty()) {
            batches.batchUpdate(INSERT + UPDATE, jobs, 500, JobRow::write);
            version.incrementAndGet();
        }
    }

    /** Writes down a job that is not there yet; what was learned of it in another way stays. */
    void saveNew(Job job) {
        batches.batchUpdate(INSERT + KEEP, List.of(job), 1, JobRow::write);
        version.incrementAndGet();
    }

    /** Marks jobs that are no longer in the queue; what they came to is still to be learned. */
    void leftTheQueue(Collection<Job> gone, Instant at) {
        if (gone.isEmpty()) {
            return;
        }
        batches.batchUpdate("""
                update job set live = false, observed_at = ? where job_id = ? and submitted_at = ? and live
                """, gone, 500, (statement, job) -> {
            statement.setTimestamp(1, Timestamp.from(at));
            statement.setString(2, job.id().toString());
            statement.setTimestamp(3, Timestamp.from(job.submittedAt()));
        });
        version.incrementAndGet();
    }

    /**
     * Removes the row that stood for the waiting tasks of an array, once each of these tasks has a row of its own.
     *
     * @return whether it is gone
     */
    boolean forgetStarted(Job array) {
        ArrayTasks tasks = array.size().tasks();
        if (!tasks.isSome()) {
            return false;
        }
        Set<Long> known = new HashSet<>(jdbc.sql("""
                        select job_id from job where array_id = :array and job_id like :task and submitted_at >= :at
                        """)
                .param("array", array.id().number())
                .param("task", array.id() + "\\_%")
                .param("at", Timestamp.from(array.submittedAt()))
                .query((found, number) -> JobId.parse(found.getString("job_id")).index())
                .list());
        if (!tasks.all(known::contains)) {
            return false;
        }
        int gone = jdbc.sql("delete from job where job_id = :id and submitted_at = :at")
                .param("id", array.id().toString())
                .param("at", Timestamp.from(array.submittedAt()))
                .update();
        version.incrementAndGet();
        return gone > 0;
    }

    /**
     * The end of this run is known, or never will be: it is not asked for again.
     *
     * @return whether this was said now for the first time
     */
    boolean settled(Job job, String source) {
        return jdbc.sql("""
                                update job set settled = true, source = :source
                                 where job_id = :id and submitted_at = :at and not settled
                                """)
                        .param("source", source)
                        .param("id", job.id().toString())
                        .param("at", Timestamp.from(job.submittedAt()))
                        .update()
                > 0;
    }

    /**
     * What only {@code scontrol show job} tells: where the output is, what the job holds on each node, how many GPUs it
     * asks for in all, and how long it has run without the time it was suspended.
     */
    void detail(Job job, JobDetail detail, List<NodeShare> allocation) {
        Elapsed elapsed = detail.times().elapsed();
        jdbc.sql("""
                        update job set std_out = coalesce(:stdOut, std_out),
                               elapsed = coalesce(:elapsed, elapsed),
                               elapsed_at = coalesce(:elapsedAt, elapsed_at),
                               allocation = coalesce(:allocation::jsonb, allocation),
                               gpus = coalesce(:held, gpus, :asked)
                         where job_id = :id and submitted_at = :at
                        """)
                .param("stdOut", detail.files().stdOut())
                .param("elapsed", elapsed == null ? null : elapsed.ran().toMillis())
                .param("elapsedAt", elapsed == null ? null : Timestamp.from(elapsed.at()))
                .param("allocation", allocation.isEmpty() ? null : json.writeValueAsString(allocation))
                .param(
                        "held",
                        allocation.isEmpty()
                                ? null
                                : allocation.stream().mapToInt(NodeShare::gpus).sum())
                .param("asked", detail.size().gpus())
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
    }

    /** How many rows are live. */
    long liveCount() {
        return jdbc.sql("select count(*) from job where live").query(Long.class).single();
    }

    /** Live jobs of which it is known how many GPUs they hold or ask for. */
    List<JobKey> liveWithKnownGpus() {
        return jdbc.sql("select job_id, submitted_at from job where live and gpus is not null")
                .query(JobRows::key)
                .list();
    }

    List<Job> live() {
        return jdbc.sql("select * from job where live").query(row).list();
    }

    /** Jobs that have ended as far as the queue shows, and whose end is not confirmed; the oldest sighting first. */
    List<Job> unsettled(int limit) {
        return jdbc.sql("select * from job where not live and not settled order by observed_at limit :limit")
                .param("limit", limit)
                .query(row)
                .list();
    }

    /** Of these runs, those that are not here; what has come of one that is here, {@link JobEnds} learns. */
    List<Job> unknown(Collection<Job> runs) {
        Set<JobKey> known = new HashSet<>(jdbc.sql("""
                        select job_id, submitted_at from job where job_id = any (string_to_array(:ids, ' '))
                        """)
                .param("ids", runs.stream().map(job -> job.id().toString()).collect(Collectors.joining(" ")))
                .query(JobRows::key)
                .list());
        return runs.stream().filter(run -> !known.contains(run.key())).toList();
    }

    private static JobKey key(ResultSet row, int number) throws SQLException {
        return new JobKey(
                JobId.parse(row.getString("job_id")),
                row.getTimestamp("submitted_at").toInstant());
    }
}
