package org.sluice.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.AccountedStep;
import org.sluice.cluster.JobDetail;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Memory;
import org.sluice.slurm.RequestedMemory;
import org.sluice.slurm.Tres;
import org.sluice.web.NotFound;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What scontrol and accounting know of a job beyond what lists show, each written as it is learned. */
@Repository
class JobRecordRows {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    JobRecordRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Of a job that runs, waits or has just ended; of an ended one slurmctld also tells the exit status. */
    void save(Job job, JobDetail detail) {
        jdbc.sql("""
                        update job set std_err = coalesce(:stdErr, std_err), tres_requested = :requested,
                               tres_allocated = coalesce(:allocated, tres_allocated), dependency = :dependency,
                               restarts = :restarts, exit_status = coalesce(exit_status, :exit),
                               derived_exit = coalesce(derived_exit, :derived)
                         where job_id = :id and submitted_at = :at and not settled
                        """)
                .param("stdErr", detail.files().stdErr())
                .param("requested", text(detail.requested()))
                .param("allocated", text(detail.allocated()))
                .param("dependency", detail.dependency())
                .param("restarts", detail.restarts())
                .param("exit", atTheEnd(detail, detail.exit()))
                .param("derived", atTheEnd(detail, detail.derivedExit()))
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
    }

    private static @Nullable String atTheEnd(JobDetail detail, Optional<ExitStatus> exit) {
        return exit.filter(known -> detail.state().isTerminal())
                .map(ExitStatus::toString)
                .orElse(null);
    }

    /** Of an ended job; its steps are written anew. */
    void save(Job job, AccountedJob accounted, @Nullable String cancelledBy) {
        jdbc.sql("""
                        update job set derived_exit = :derived, memory_requested = coalesce(:memory, memory_requested),
                               tres_requested = coalesce(:requested, tres_requested),
                               tres_allocated = coalesce(:allocated, tres_allocated),
                               cancelled_by = coalesce(:cancelledBy, cancelled_by)
                         where job_id = :id and submitted_at = :at
                        """)
                .param(
                        "derived",
                        accounted.derivedExit().map(ExitStatus::toString).orElse(null))
                .param(
                        "memory",
                        accounted.requestedMemory().map(JobRecordRows::text).orElse(null))
                .param("requested", text(accounted.requested()))
                .param("allocated", text(accounted.allocated()))
                .param("cancelledBy", cancelledBy)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .update();
        steps(job, accounted.steps());
    }

    private void steps(Job job, List<AccountedStep> steps) {
        AtomicInteger place = new AtomicInteger();
        batches.batchUpdate("""
                insert into job_step (job_id, submitted_at, place, step, name, state, exit_status, started_at, ended_at,
                                      tasks, node_list, peak_memory, cpu_time)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (job_id, submitted_at, step) do update
                   set place = excluded.place, name = excluded.name, state = excluded.state,
                       exit_status = excluded.exit_status, started_at = excluded.started_at,
                       ended_at = excluded.ended_at, tasks = excluded.tasks, node_list = excluded.node_list,
                       peak_memory = excluded.peak_memory, cpu_time = excluded.cpu_time
                """, steps, 500, (statement, step) -> {
            int i = 0;
            statement.setString(++i, job.id().toString());
            statement.setTimestamp(++i, Timestamp.from(job.submittedAt()));
            statement.setInt(++i, place.getAndIncrement());
            statement.setString(++i, step.step());
            statement.setString(++i, step.name());
            statement.setString(++i, step.state().raw());
            statement.setString(++i, step.exit().map(ExitStatus::toString).orElse(null));
            statement.setTimestamp(++i, step.startedAt().map(Timestamp::from).orElse(null));
            statement.setTimestamp(++i, step.endedAt().map(Timestamp::from).orElse(null));
            statement.setInt(++i, step.tasks());
            statement.setString(++i, step.nodeList());
            statement.setObject(++i, step.peakMemory().map(Memory::bytes).orElse(null), Types.BIGINT);
            statement.setObject(++i, step.cpuTime().map(Duration::toMillis).orElse(null), Types.BIGINT);
        });
    }

    /** @throws NotFound when the row has gone meanwhile, as that of an array's tasks does when the last of them starts */
    JobRecord of(Job job) {
        List<JobStep> steps = jdbc.sql("""
                        select * from job_step where job_id = :id and submitted_at = :at order by place
                        """)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .query(JobRecordRows::step)
                .list();
        return jdbc.sql("""
                        select std_err, derived_exit, memory_requested, tres_requested, tres_allocated, dependency,
                               restarts, cancelled_by
                          from job where job_id = :id and submitted_at = :at
                        """)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .query((row, number) -> record(steps, row))
                .optional()
                .orElseThrow(NotFound::new);
    }

    private static JobRecord record(List<JobStep> steps, ResultSet row) throws SQLException {
        return new JobRecord(
                steps,
                exit(row.getString("derived_exit")),
                Optional.ofNullable(row.getString("memory_requested"))
                        .flatMap(RequestedMemory::tryParse)
                        .orElse(null),
                tres(row.getString("tres_requested")),
                tres(row.getString("tres_allocated")),
                row.getString("std_err"),
                Optional.ofNullable(row.getString("dependency")).orElse(""),
                row.getInt("restarts"),
                row.getString("cancelled_by"));
    }

    private static JobStep step(ResultSet row, int number) throws SQLException {
        Long peak = (Long) row.getObject("peak_memory");
        Long cpu = (Long) row.getObject("cpu_time");
        return new JobStep(
                row.getString("step"),
                row.getString("name"),
                JobState.parse(row.getString("state")),
                exit(row.getString("exit_status")),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("ended_at")),
                row.getInt("tasks"),
                row.getString("node_list"),
                peak == null ? null : new Memory(peak),
                cpu == null ? null : Duration.ofMillis(cpu));
    }

    private static @Nullable String text(Tres tres) {
        return tres.amounts().isEmpty()
                ? null
                : tres.amounts().entrySet().stream()
                        .map(amount -> amount.getKey() + "=" + amount.getValue())
                        .collect(Collectors.joining(","));
    }

    private static String text(RequestedMemory memory) {
        String amount = memory.amount().asOption();
        return switch (memory.per()) {
            case JOB -> amount;
            case CPU -> amount + "c";
            case NODE -> amount + "n";
        };
    }

    private static Tres tres(@Nullable String text) {
        return Stored.read("trackable resources", text, Tres::parse).orElse(Tres.NONE);
    }

    private static @Nullable ExitStatus exit(@Nullable String text) {
        return Stored.read("exit status", text, ExitStatus::parse).orElse(null);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
