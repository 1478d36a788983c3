package org.sluice.workers;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was asked of the provisioner and what came of it; at most one change of a node is open at a time. */
@Repository
class ChangeRows {
    /** For PostgreSQL's advisory locks: who decides what becomes of machines. */
    private static final long DECIDING = 0x511C_E005L;

    private final JdbcClient jdbc;

    ChangeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this portal is the one that decides; until the end of the transaction. */
    boolean mayDecide() {
        return Boolean.TRUE.equals(jdbc.sql("select pg_try_advisory_xact_lock(:key)")
                .param("key", DECIDING)
                .query(Boolean.class)
                .single());
    }

    /** Writes the wish down, unless a change of this node is open; says whether it did. */
    boolean ask(String node, Direction direction, @Nullable String askedBy, @Nullable BigDecimal agreed, Instant now) {
        return jdbc.sql("""
                        insert into worker_change (node, direction, asked_by, agreed, asked_at, stage)
                        values (:node, :direction, :askedBy, :agreed, :now, 'ASKED')
                        on conflict do nothing
                        """)
                        .param("node", node)
                        .param("direction", direction.name())
                        .param("askedBy", askedBy)
                        .param("agreed", agreed)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Takes the change for this portal; false when another has it. */
    boolean claim(long id, Instant now, Instant until) {
        return jdbc.sql("""
                        update worker_change set stage = 'UNDER_WAY', attempts = attempts + 1, held_until = :until
                         where id = :id and (stage = 'ASKED' or stage = 'UNDER_WAY' and held_until < :now)
                        """)
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .param("until", Timestamp.from(until))
                        .update()
                == 1;
    }

    void stillHeld(long id, Instant until) {
        jdbc.sql("update worker_change set held_until = :until where id = :id and stage = 'UNDER_WAY'")
                .param("id", id)
                .param("until", Timestamp.from(until))
                .update();
    }

    /** Nothing was done, for something else was being done: it waits, and that was no attempt. */
    void putBack(long id, String words) {
        jdbc.sql("""
                        update worker_change set words = :words, attempts = attempts - 1
                         where id = :id and stage = 'UNDER_WAY'
                        """).param("id", id).param("words", words).update();
    }

    void planned(long id, String plan, @Nullable BigDecimal price, String currency) {
        jdbc.sql("update worker_change set plan = :plan, price = :price, currency = :currency where id = :id")
                .param("id", id)
                .param("plan", plan)
                .param("price", price)
                .param("currency", currency)
                .update();
    }

    void say(long id, String words) {
        jdbc.sql("update worker_change set words = :words where id = :id")
                .param("id", id)
                .param("words", words)
                .update();
    }

    void end(long id, Stage stage, String words, Instant now) {
        jdbc.sql("""
                        update worker_change set stage = :stage, words = :words, ended_at = :now, held_until = null
                         where id = :id and stage in ('ASKED', 'UNDER_WAY')
                        """)
                .param("id", id)
                .param("stage", stage.name())
                .param("words", words)
                .param("now", Timestamp.from(now))
                .update();
    }

    List<Change> open() {
        return jdbc.sql("select * from worker_change where stage in ('ASKED', 'UNDER_WAY') order by id")
                .query(ChangeRows::change)
                .list();
    }

    /** The newest first. */
    List<Change> newest(int limit) {
        return jdbc.sql("select * from worker_change order by id desc limit :limit")
                .param("limit", limit)
                .query(ChangeRows::change)
                .list();
    }

    /** Changes of this node's machine since then, the newest first. */
    List<Change> of(String node, Instant since) {
        return jdbc.sql("""
                        select * from worker_change
                         where node = :node and asked_at >= :since
                         order by id desc
                        """)
                .param("node", node)
                .param("since", Timestamp.from(since))
                .query(ChangeRows::change)
                .list();
    }

    private static Change change(ResultSet row, int number) throws SQLException {
        return new Change(
                row.getLong("id"),
                row.getString("node"),
                Direction.valueOf(row.getString("direction")),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                Stage.valueOf(row.getString("stage")),
                row.getBigDecimal("agreed"),
                row.getString("plan"),
                row.getBigDecimal("price"),
                row.getString("currency"),
                row.getString("words"),
                row.getInt("attempts"),
                instant(row, "ended_at"),
                instant(row, "held_until"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
