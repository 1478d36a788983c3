package org.sluice.diagnosis;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.sluice.jobs.Job;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of findings in a few words; the newest look at a job counts. */
@Repository
class FindingRows {
    private final JdbcClient jdbc;

    FindingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(Job job, Finding finding, Instant at) {
        jdbc.sql("""
                        insert into job_finding (job_id, submitted_at, rule, title, found_at)
                        values (:id, :submitted, :rule, :title, :at)
                        on conflict (job_id, submitted_at)
                        do update set rule = excluded.rule, title = excluded.title, found_at = excluded.found_at
                        """)
                .param("id", job.id().toString())
                .param("submitted", Timestamp.from(job.submittedAt()))
                .param("rule", finding.rule())
                .param("title", finding.title())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Titles by job; earlier runs of the same ids may be among them. */
    Map<JobKey, String> titles(Collection<Job> jobs) {
        Map<JobKey, String> titles = new HashMap<>();
        jdbc.sql("""
                        select job_id, submitted_at, title from job_finding
                         where job_id = any (string_to_array(:ids, ' '))
                        """)
                .param("ids", jobs.stream().map(job -> job.id().toString()).collect(Collectors.joining(" ")))
                .query(row -> {
                    JobId id = JobId.parse(row.getString("job_id"));
                    titles.put(new JobKey(id, row.getTimestamp("submitted_at").toInstant()), row.getString("title"));
                });
        return titles;
    }
}
