package org.sluice.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sluice.slurm.JobId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Single jobs of the job table, found by what names them. */
@Repository
class JobLookups {
    private final JdbcClient jdbc;
    private final JobRow row;

    JobLookups(JdbcClient jdbc, JobRow row) {
        this.jdbc = jdbc;
        this.row = row;
    }

    /**
     * The newest job of this id, whoever owns it; of an array whose tasks have all started the first task, of a
     * heterogeneous job its first component.
     */
    Optional<Job> newest(JobId id) {
        return jdbc.sql("""
                        select * from job
                         where array_id = :array and (job_id = :id or job_id like :task or job_id like :component)
                         order by (job_id = :id) desc, submitted_at desc, raw_id limit 1
                        """)
                .param("array", id.number())
                .param("id", id.toString())
                .param("task", id + "\\_%")
                .param("component", id + "+%")
                .query(row)
                .optional();
    }

    /** The run of this id that was submitted in that second. */
    Optional<Job> submittedAt(JobId id, Instant second) {
        return jdbc.sql("""
                        select * from job where job_id = :id and date_trunc('second', submitted_at) = :at
                        """)
                .param("id", id.toString())
                .param("at", Timestamp.from(second))
                .query(row)
                .optional();
    }

    /** The other runs of this very job: a requeue gives the same number and owner a new submit time. */
    List<Job> otherRuns(Job job) {
        return jdbc.sql("""
                        select * from job where job_id = :id and raw_id = :raw and owner = :owner and name = :name
                           and submitted_at <> :at
                         order by submitted_at
                        """)
                .param("id", job.id().toString())
                .param("raw", job.rawId())
                .param("owner", job.owner())
                .param("name", job.name())
                .param("at", Timestamp.from(job.submittedAt()))
                .query(row)
                .list();
    }

    Map<Long, Job> byRawId(Collection<Long> rawIds) {
        Map<Long, Job> found = new HashMap<>();
        jdbc.sql("""
                        select * from job where raw_id = any (string_to_array(:ids, ',')::bigint[]) order by submitted_at
                        """)
                .param("ids", rawIds.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .query(row)
                .list()
                .forEach(job -> found.put(job.rawId(), job));
        return found;
    }

    /** A row that was still seen when the next one of the same number was submitted is the same job, requeued. */
    Instant firstSubmittedAt(Job job) {
        return jdbc.sql("""
                        with recursive earlier as (
                            select :at::timestamptz as submitted_at
                            union
                            select job.submitted_at from job join earlier
                                on job.submitted_at < earlier.submitted_at and job.observed_at >= earlier.submitted_at
                             where job.raw_id = :raw and job.owner = :owner
                        )
                        select min(submitted_at) from earlier
                        """)
                .param("at", Timestamp.from(job.submittedAt()))
                .param("raw", job.rawId())
                .param("owner", job.owner())
                .query(Timestamp.class)
                .single()
                .toInstant();
    }
}
