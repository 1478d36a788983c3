package org.sluice.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The record of everything anybody did or tried to do through the portal; rows are only ever added. */
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

    /** The newest entries first. */
    List<AuditEntry> newest(int limit) {
        return jdbc.sql("""
                        select at, login, unix_user, action, object, outcome, detail
                          from audit order by at desc, id desc limit :limit
                        """).param("limit", limit).query((row, n) -> read(row)).list();
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
