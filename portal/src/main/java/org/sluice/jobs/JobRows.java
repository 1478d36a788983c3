package org.sluice.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.ObjectMapper;

/** The job table as the archive writes it: one row a run, its id and submit time. */
@Repository
class JobRows {
    private static final String SAVE = """
            insert into job (%s)
            values (%s)
            on conflict (job_id, submitted_at) do update
               set name = excluded.name, account = excluded.account, partition = excluded.partition,
                   qos = excluded.qos, state = excluded.state, reason = excluded.reason, nodes = excluded.nodes,
                   cpus = excluded.cpus, gpus = coalesce(excluded.gpus, job.gpus),
                   tres_per_node = excluded.tres_per_node, node_list = excluded.node_list,
                   time_limit = excluded.time_limit, eligible_at = excluded.eligible_at,
                   started_at = excluded.started_at, ended_at = coalesce(excluded.ended_at, job.ended_at),
                   exit_status = coalesce(excluded.exit_status, job.exit_status), live = excluded.live,
                   source = excluded.source, observed_at = excluded.observed_at
             where not job.settled
            """.formatted(
                    String.join(", ", JobRow.COLUMNS),
                    JobRow.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ")));

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final JobRow row;
    private final ObjectMapper json;

    JobRows(JdbcClient jdbc, JdbcTemplate batches, JobRow row, ObjectMapper json) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.row = row;
        this.json = json;
    }

    /** Writes what was seen; a job that is there already keeps what a sighting does not tell. */
    void save(Collection<Job> jobs) {
        batches.batchUpdate(SAVE, jobs, 500, JobRow::write);
    }

    /** Marks jobs that are no longer in the queue; what they came to is still to be learned. */
    void leftTheQueue(Collection<Job> gone, Instant at) {
        batches.batchUpdate("""
                update job set live = false, observed_at = ? where job_id = ? and submitted_at = ? and live
                """, gone, 500, (statement, job) -> {
            statement.setTimestamp(1, Timestamp.from(at));
            statement.setString(2, job.id().toString());
            statement.setTimestamp(3, Timestamp.from(job.submittedAt()));
        });
    }

    /** Takes away what stood for the tasks of an array that had not started, once each task stands for itself. */
    void forgetStartedArrays(Collection<Job> gone) {
        batches.batchUpdate("""
                delete from job where job_id = ? and submitted_at = ?
                   and exists (select 1 from job task
                                where task.array_id = job.array_id and task.job_id like ?
                                  and task.submitted_at = job.submitted_at)
                """, gone, 500, (statement, job) -> {
            statement.setString(1, job.id().toString());
            statement.setTimestamp(2, Timestamp.from(job.submittedAt()));
            statement.setString(3, job.id() + "\\_%");
        });
    }

    /** The end of this job is known, or never will be: it is not asked for again. */
    void settled(Job job, String source) {
        jdbc.sql("update job set settled = true, source = :source where job_id = :id and submitted_at = :at")
                .param("source", source)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
    }

    /** What only {@code scontrol show job} tells: where the output is, and what the job holds on each node. */
    void detail(Job job, String stdOut, List<NodeShare> allocation) {
        jdbc.sql("""
                        update job set std_out = :stdOut,
                               allocation = coalesce(:allocation::jsonb, allocation),
                               gpus = coalesce(:gpus, gpus)
                         where job_id = :id and submitted_at = :at
                        """)
                .param("stdOut", stdOut)
                .param("allocation", allocation.isEmpty() ? null : json.writeValueAsString(allocation))
                .param(
                        "gpus",
                        allocation.isEmpty()
                                ? null
                                : allocation.stream().mapToInt(NodeShare::gpus).sum())
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
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

    /** Of these runs, those whose end is not confirmed here, or that are not here at all. */
    List<Job> unknown(Collection<Job> runs) {
        Set<JobKey> settled = new HashSet<>();
        jdbc.sql("""
                        select job_id, submitted_at from job
                         where job_id = any (string_to_array(:ids, ' ')) and (settled or live)
                        """)
                .param("ids", runs.stream().map(job -> job.id().toString()).collect(Collectors.joining(" ")))
                .query((row, number) -> settled.add(new JobKey(
                        JobId.parse(row.getString("job_id")),
                        row.getTimestamp("submitted_at").toInstant())))
                .list();
        return runs.stream().filter(run -> !settled.contains(run.key())).toList();
    }
}
