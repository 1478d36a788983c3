package org.sluice.gpu.intake;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When a node did not answer and why, and until when the portal looked at all. */
@Repository
class SilenceRows {
    /** Stands for every node, where the portal itself did not look. */
    static final String EVERY_NODE = "";

    private final JdbcClient jdbc;

    SilenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From then on the node is silent; a silence that lasts already keeps its begin and takes the newest reason. */
    void begin(String node, Instant since, String why) {
        int lasting = jdbc.sql("update gpu_silence set why = :why where node = :node and until is null")
                .param("why", why)
                .param("node", node)
                .update();
        if (lasting == 0) {
            jdbc.sql("insert into gpu_silence (node, since, why) values (:node, :since, :why) on conflict do nothing")
                    .param("node", node)
                    .param("since", Timestamp.from(since))
                    .param("why", why)
                    .update();
        }
    }

    void end(String node, Instant until) {
        jdbc.sql("update gpu_silence set until = greatest(since, :until) where node = :node and until is null")
                .param("until", Timestamp.from(until))
                .param("node", node)
                .update();
    }

    /** Notes that nobody looked between the last time somebody did and now. */
    void nobodyLooked(Instant since, Instant until, String why) {
        jdbc.sql("""
                        insert into gpu_silence (node, since, until, why) values (:node, :since, :until, :why)
                        on conflict do nothing
                        """)
                .param("node", EVERY_NODE)
                .param("since", Timestamp.from(since))
                .param("until", Timestamp.from(until))
                .param("why", why)
                .update();
    }

    /** When the portal looked last; empty before the first time. */
    Optional<Instant> lookedAt() {
        return jdbc.sql("select looked_at from gpu_watch")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void looks(Instant now) {
        jdbc.sql("""
                        insert into gpu_watch (looked_at) values (:now)
                        on conflict (only_one) do update set looked_at = excluded.looked_at
                        """).param("now", Timestamp.from(now)).update();
    }
}
