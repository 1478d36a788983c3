package org.sluice.gpu.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of holds: an end once written stays, unless it came from Slurm and the node itself reports another. */
@Repository
class IntervalRows {
    /** Two runs of one job on one device begin further apart than this; a correction of a node's clock is smaller. */
    private static final double SAME_SECONDS = 2;

    private final JdbcClient jdbc;

    IntervalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(ReportedHold hold) {
        if (hold.source().equals("log")) {
            jdbc.sql("""
                            delete from gpu_interval
                             where device = :device and raw_job_id = :job and source = 'idx'
                               and abs(extract(epoch from began_at - :begin::timestamptz)) < 30
                            """)
                    .param("device", hold.device())
                    .param("job", hold.rawJobId())
                    .param("begin", Timestamp.from(hold.begin()))
                    .update();
        }
        if (update(hold) == 0) {
            insert(hold);
        }
    }

    /** Ends holds of jobs that are over as Slurm has it, where the node does not report it: it is silent, or lost its log. */
    int endOfEndedJobs(Instant endedBefore) {
        return jdbc.sql("""
                        update gpu_interval held
                           set ended_at = greatest(held.began_at, job.ended_at), ended_by = 'slurm'
                          from job
                         where held.ended_at is null and job.raw_id = held.raw_job_id
                           and not job.live and job.ended_at < :before and held.began_at < job.ended_at
                           and held.began_at > job.submitted_at - interval '1 minute'
                        """).param("before", Timestamp.from(endedBefore)).update();
    }

    /**
     * Notes what Slurm says a job held on a node, unless the node reported that run itself. Slurm knows whole seconds, and
     * the second in which the job began may have been another's: it is left out.
     *
     * @param ended null while it lasts
     */
    void fillIn(long rawJobId, String node, Instant started, @Nullable Instant ended, List<Integer> positions) {
        Instant begin = started.plusSeconds(1);
        if (ended != null && !ended.isAfter(begin)) {
            return;
        }
        jdbc.sql("""
                        insert into gpu_interval (device, raw_job_id, began_at, ended_at, ended_by, source, node)
                        select device.id, :job, :begin, :ended::timestamptz,
                               case when :ended::timestamptz is null then null else 'slurm' end, 'idx', :node
                          from gpu_device device
                         where device.node = :node and device.gres_position in (:positions)
                           and device.seen_at > (select max(seen_at) from gpu_device where node = :node) - interval '1 minute'
                           and not exists (select 1 from gpu_interval noted
                                            where noted.raw_job_id = :job and noted.node = :node
                                              and noted.began_at < :begin::timestamptz + interval '30 seconds'
                                              and (noted.ended_at is null or noted.ended_at >= :started))
                        on conflict do nothing
                        """)
                .param("job", rawJobId)
                .param("begin", Timestamp.from(begin))
                .param("started", Timestamp.from(started))
                .param("ended", ended == null ? null : Timestamp.from(ended))
                .param("node", node)
                .param("positions", positions)
                .update();
    }

    /** When the holds began that dcgm-exporter's labels showed on a node, and that no answer has ended. */
    Map<LabelledHolds.Held, Instant> openByLabel(String node) {
        Map<LabelledHolds.Held, Instant> open = new HashMap<>();
        jdbc.sql("""
                        select device, raw_job_id, began_at from gpu_interval
                         where node = :node and source = 'hpc_job' and ended_at is null
                        """).param("node", node).query(row -> {
            LabelledHolds.Held held = new LabelledHolds.Held(row.getInt("device"), row.getLong("raw_job_id"));
            open.put(held, row.getTimestamp("began_at").toInstant());
        });
        return open;
    }

    private int update(ReportedHold hold) {
        return jdbc.sql("""
                        update gpu_interval
                           set shared = shared or :shared,
                               ended_at = case when :end::timestamptz is not null and coalesce(ended_by, 'slurm') = 'slurm'
                                               then greatest(began_at, :end::timestamptz) else ended_at end,
                               ended_by = case when :end::timestamptz is not null and coalesce(ended_by, 'slurm') = 'slurm'
                                               then :by else ended_by end
                         where device = :device and raw_job_id = :job
                           and abs(extract(epoch from began_at - :begin::timestamptz)) < :same
                        """)
                .param("shared", hold.shared())
                .param("end", timestamp(hold))
                .param("by", hold.endedBy())
                .param("device", hold.device())
                .param("job", hold.rawJobId())
                .param("begin", Timestamp.from(hold.begin()))
                .param("same", SAME_SECONDS)
                .update();
    }

    private void insert(ReportedHold hold) {
        jdbc.sql("""
                        insert into gpu_interval (device, raw_job_id, began_at, ended_at, ended_by, restart, shared, source, node)
                        values (:device, :job, :begin, :end, :by, :restart, :shared, :source, :node)
                        """)
                .param("device", hold.device())
                .param("job", hold.rawJobId())
                .param("begin", Timestamp.from(hold.begin()))
                .param("end", timestamp(hold))
                .param("by", hold.endedBy())
                .param("restart", hold.restart())
                .param("shared", hold.shared())
                .param("source", hold.source())
                .param("node", hold.node())
                .update();
    }

    private static @Nullable Timestamp timestamp(ReportedHold hold) {
        return hold.end() == null ? null : Timestamp.from(hold.end());
    }
}
