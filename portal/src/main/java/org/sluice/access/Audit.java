package org.sluice.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of everything anybody did or tried to do through the portal: a row an action, and sign-ins counted. */
@Component
public class Audit {
    /** What came of an action. */
    public enum Outcome {
        DONE("done"),
        REFUSED("refused"),
        NOT_DONE("not done"),
        NOT_KNOWN("not known");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Audit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void record(Viewer viewer, String action, String object, Outcome outcome, @Nullable String detail) {
        record(viewer.login(), viewer.unixUser(), action, object, outcome, detail);
    }

    /** What came of a person's action while nobody was waiting for it. */
    public void record(
            String login, String unixUser, String action, String object, Outcome outcome, @Nullable String detail) {
        jdbc.sql("""
                        insert into audit (at, login, unix_user, action, object, outcome, detail)
                        values (:at, :login, :unixUser, :action, :object, :outcome, :detail)
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .param("login", login)
                .param("unixUser", unixUser)
                .param("action", action)
                .param("object", object)
                .param("outcome", outcome.words)
                .param("detail", detail)
                .update();
    }

    /** Counts a try to sign in: one row a login, address, outcome and hour. */
    void countSignIn(String login, String unixUser, String address, Outcome outcome) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into audit (at, login, unix_user, action, object, outcome, address, last_at, counted_in)
                        values (:at, :login, :unixUser, 'sign-in', 'portal', :outcome, :address, :at, :hour)
                        on conflict (action, login, address, outcome, counted_in) where counted_in is not null
                        do update set times = audit.times + 1, last_at = excluded.last_at
                        """)
                .param("at", Timestamp.from(now))
                .param("login", login)
                .param("unixUser", unixUser)
                .param("outcome", outcome.words)
                .param("address", address)
                .param("hour", Timestamp.from(now.truncatedTo(ChronoUnit.HOURS)))
                .update();
    }

    /** The newest actions first, of one login or of all; without the sign-ins that are counted. */
    List<AuditEntry> newest(String login, int limit) {
        return jdbc.sql("""
                        select at, login, unix_user, action, object, outcome, detail
                          from audit
                         where counted_in is null and (:login = '' or login = :login)
                         order by at desc, id desc limit :limit
                        """)
                .param("login", login)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** The newest counts of sign-ins first, of one login or of all. */
    List<SignInCount> signIns(String login, int limit) {
        return jdbc.sql("""
                        select at, last_at, login, address, outcome, times
                          from audit
                         where counted_in is not null and (:login = '' or login = :login)
                         order by last_at desc, id desc limit :limit
                        """)
                .param("login", login)
                .param("limit", limit)
                .query((row, n) -> new SignInCount(
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("last_at").toInstant(),
                        row.getString("login"),
                        row.getString("address"),
                        row.getString("outcome"),
                        row.getInt("times")))
                .list();
    }

    /** The newest entries about one object, for whoever may see the audit. */
    public List<AuditEntry> about(String object, int limit) {
        return jdbc.sql("""
                        select at, login, unix_user, action, object, outcome, detail
                          from audit where object = :object order by at desc, id desc limit :limit
                        """)
                .param("object", object)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getTimestamp("at").toInstant(),
                row.getString("login"),
                row.getString("unix_user"),
                row.getString("action"),
                row.getString("object"),
                row.getString("outcome"),
                row.getString("detail"));
    }
}
