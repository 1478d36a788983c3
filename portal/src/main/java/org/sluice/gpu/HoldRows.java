package org.sluice.gpu;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.jobs.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which job held which device from when to when, and when nobody looked: what the intake wrote, as pages read it. */
@Repository
class HoldRows {
    /** A node's clock and slurmctld's may differ by so much before a hold is taken for one of another job. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    HoldRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A job's holds in the order of node, position and begin.
     *
     * @param from when it was first submitted: an older job of the same raw number has none of them
     */
    List<Hold> of(Job job, Instant from) {
        Instant until = job.live() || job.endedAt() == null ? FOR_EVER : job.endedAt();
        return jdbc.sql("""
                        select held.raw_job_id, held.began_at, held.ended_at, held.shared, held.source, held.node,
                               device.id, uuid, instance, profile, model, gres_type, minor, gres_position, memory_mib,
                               first_seen_at, simulated
                          from gpu_interval held join gpu_device device on device.id = held.device
                         where held.raw_job_id = :job and held.began_at between :from and :until
                         order by held.node, gres_position, device.id, held.began_at
                        """)
                .param("job", job.rawId())
                .param("from", Timestamp.from(from.minus(CLOCKS_DIFFER)))
                .param("until", Timestamp.from(until.plus(CLOCKS_DIFFER)))
                .query(HoldRows::hold)
                .list();
    }

    /** Who held a device of the node in that time, the oldest hold first. */
    List<Hold> on(String node, Instant from, Instant until) {
        return jdbc.sql("""
                        select held.raw_job_id, held.began_at, held.ended_at, held.shared, held.source, held.node,
                               device.id, uuid, instance, profile, model, gres_type, minor, gres_position, memory_mib,
                               first_seen_at, simulated
                          from gpu_interval held join gpu_device device on device.id = held.device
                         where held.node = :node and held.began_at < :until
                           and (held.ended_at is null or held.ended_at > :from)
                         order by held.began_at
                        """)
                .param("node", node)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query(HoldRows::hold)
                .list();
    }

    /** The devices in the node's latest report: a node that was built again has none of its former ones. */
    List<Device> devicesOf(String node) {
        return jdbc.sql("""
                        select * from gpu_device
                         where node = :node
                           and seen_at > (select max(seen_at) from gpu_device where node = :node) - interval '1 minute'
                         order by gres_position, id
                        """).param("node", node).query(HoldRows::device).list();
    }

    /** When one of the nodes, or the portal, was silent between two moments; the oldest first. */
    List<Silence> silences(List<String> nodes, Instant from, Instant until) {
        return jdbc.sql("""
                        select * from gpu_silence
                         where (node = '' or node in (:nodes)) and since < :until
                           and (gpu_silence.until is null or gpu_silence.until > :from)
                         order by since
                        """)
                .param("nodes", nodes.isEmpty() ? List.of("") : nodes)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) -> new Silence(
                        row.getString("node"),
                        row.getTimestamp("since").toInstant(),
                        instant(row, "until"),
                        row.getString("why")))
                .list();
    }

    private static Hold hold(ResultSet row, int number) throws SQLException {
        return new Hold(
                device(row, number),
                row.getLong("raw_job_id"),
                row.getTimestamp("began_at").toInstant(),
                instant(row, "ended_at"),
                row.getBoolean("shared"),
                row.getString("source"));
    }

    private static Device device(ResultSet row, int number) throws SQLException {
        return new Device(
                row.getInt("id"),
                row.getString("node"),
                row.getString("uuid"),
                row.getString("instance"),
                row.getString("profile"),
                row.getString("model"),
                row.getString("gres_type"),
                (Integer) row.getObject("minor"),
                (Integer) row.getObject("gres_position"),
                (Integer) row.getObject("memory_mib"),
                row.getTimestamp("first_seen_at").toInstant(),
                row.getBoolean("simulated"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
