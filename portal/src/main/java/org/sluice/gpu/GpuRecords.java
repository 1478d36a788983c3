package org.sluice.gpu;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluice.jobs.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** What the GPUs of ended jobs did, written once when it changes no more; it outlives the readings. */
@Repository
class GpuRecords {
    private static final TypeReference<List<Figures>> FIGURES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    GpuRecords(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The charts' lines as JSON of a {@link JobSeries}. */
    Optional<String> series(Job job) {
        return jdbc.sql("select series from gpu_record where job_id = :id and submitted_at = :at")
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .query(String.class)
                .optional();
    }

    Optional<List<Figures>> figures(Job job) {
        return jdbc.sql("select figures from gpu_record where job_id = :id and submitted_at = :at")
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .query(String.class)
                .optional()
                .map(figures -> json.readValue(figures, FIGURES));
    }

    /** Raw numbers of jobs that ended before that moment, held a GPU, and have no record; the longest ended first. */
    List<Long> due(Instant endedBefore, int most) {
        return jdbc.sql("""
                        select raw_id from job
                         where not live and settled and ended_at < :before
                           and not exists (select 1 from gpu_record record
                                            where record.job_id = job.job_id and record.submitted_at = job.submitted_at)
                           and not exists (select 1 from job later
                                            where later.raw_id = job.raw_id and later.submitted_at > job.submitted_at)
                           and exists (select 1 from gpu_interval held
                                        where held.raw_job_id = job.raw_id and held.began_at >= job.submitted_at)
                           and not exists (select 1 from gpu_interval held
                                            where held.raw_job_id = job.raw_id and held.began_at >= job.submitted_at
                                              and held.ended_at is null)
                         order by ended_at limit :most
                        """)
                .param("before", Timestamp.from(endedBefore))
                .param("most", most)
                .query(Long.class)
                .list();
    }

    void write(Job job, JobSeries series, List<Figures> figures, Instant now) {
        jdbc.sql("""
                        insert into gpu_record (job_id, submitted_at, series, figures, written_at)
                        values (:id, :at, :series::jsonb, :figures::jsonb, :now)
                        on conflict do nothing
                        """)
                .param("id", job.id().toString())
                .param("at", Timestamp.from(job.submittedAt()))
                .param("series", json.writeValueAsString(series))
                .param("figures", json.writeValueAsString(figures))
                .param("now", Timestamp.from(now))
                .update();
    }
}
