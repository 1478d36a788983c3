package org.sluice.jobs;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Up to when accounting has been asked for runs that the queue never showed. */
@Repository
class CaughtUp {
    private final JdbcClient jdbc;

    CaughtUp(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Instant> until() {
        return jdbc.sql("select until from job_caught_up")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void moveTo(Instant until) {
        jdbc.sql("""
                        insert into job_caught_up (until) values (:until)
                        on conflict (only_one) do update set until = excluded.until
                        """).param("until", Timestamp.from(until)).update();
    }
}
