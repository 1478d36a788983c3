package org.sluice.nodes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sluice.access.Viewer;
import org.sluice.cluster.NodeRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The node_change table: what was done to each node from here and how it stood before; a row is taken back once. */
@Repository
class NodeChangeRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    NodeChangeRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Writes down what was done and returns its number. */
    long done(Viewer viewer, NodeAction action, String reason, NodeRecord before) {
        return jdbc.sql("""
                        insert into node_change (at, login, unix_user, node, action, reason, state_before, reason_before)
                        values (:at, :login, :unixUser, :node, :action, :reason, :stateBefore, :reasonBefore)
                        returning id
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .param("login", viewer.login())
                .param("unixUser", viewer.unixUser())
                .param("node", before.name())
                .param("action", action.word())
                .param("reason", reason.strip())
                .param("stateBefore", before.state().raw())
                .param("reasonBefore", before.reason().map(NodeRecord.Why::text).orElse(""))
                .query(Long.class)
                .single();
    }

    /** The last change of each of these nodes, unless it was taken back. */
    Map<String, NodeChange> latest(Collection<String> nodes) {
        if (nodes.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("""
                        select id, at, login, unix_user, node, action, reason, state_before, reason_before
                          from (select distinct on (node) * from node_change where node in (:nodes)
                                 order by node, id desc) latest
                         where taken_back_at is null
                        """).param("nodes", nodes).query((row, n) -> read(row)).list().stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(NodeChange::node, Function.identity()));
    }

    /** False when it was taken back before. */
    boolean takenBack(long id) {
        return jdbc.sql("""
                        update node_change set taken_back_at = :at where id = :id and taken_back_at is null
                        """)
                        .param("at", Timestamp.from(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Optional<NodeChange> read(ResultSet row) throws SQLException {
        Optional<NodeAction> action = NodeAction.of(row.getString("action"));
        if (action.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NodeChange(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("login"),
                row.getString("unix_user"),
                row.getString("node"),
                action.get(),
                row.getString("reason"),
                row.getString("state_before"),
                row.getString("reason_before")));
    }
}
