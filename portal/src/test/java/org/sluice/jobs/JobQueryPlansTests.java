package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;
import org.sluice.slurm.JobId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.json.JsonMapper;

/** How PostgreSQL finds what pages ask for in a large archive: by an index, not by reading all of it. */
class JobQueryPlansTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JobLists.Narrowed EVERYTHING = new JobLists.Narrowed(true, "root", List.of());
    private static final JobLists.Narrowed OWN = new JobLists.Narrowed(false, "user7", List.of());
    private static final JobLists.Narrowed OF_ACCOUNTS = new JobLists.Narrowed(false, "user7", List.of("account3"));

    private final List<String> plans = new ArrayList<>();
    private final JdbcClient explained = JdbcClient.create(new Explained());
    private final JobRow row = new JobRow(JsonMapper.builder().build());
    private final JobLookups lookups = new JobLookups(explained, row);
    private final JobLists lists = new JobLists(explained, row);

    @BeforeAll
    static void fill() {
        DATABASE.jdbc().sql("""
                        insert into job (job_id, submitted_at, raw_id, name, owner, account, partition, qos, state, reason,
                                         nodes, cpus, tres_per_node, node_list, comment, work_dir, live, settled, source,
                                         observed_at, first_seen_at)
                        select case when n % 10 = 0 then (n - n % 100) || '_' || n % 100 else n::text end,
                               now() - make_interval(secs => 300000 - n), n, 'train', 'user' || n % 500,
                               'account' || n % 100, 'gpu', 'normal',
                               case when n < 200000 then 'COMPLETED' when n % 20 = 0 then 'RUNNING' else 'PENDING' end,
                               'None', 1, 1, '', '', '', '/home', n >= 200000, n < 200000, 'squeue', now(), now()
                          from generate_series(1, 220000) n
                        """).update();
        DATABASE.jdbc().sql("vacuum analyze job").update();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void aJobIsFoundByItsNumber() {
        lookups.newest(JobId.of(1000));
        lookups.newest(JobId.parse("1000_10"));
        lookups.submittedAt(JobId.of(1001), Instant.EPOCH);
        lookups.byRawId(List.of(1001L, 1002L));
        assertThatNoneReadsTheWholeArchive(4);
    }

    @Test
    void listsAreReadInTheirOrder() {
        List<JobLists.Narrowed> scopes = List.of(EVERYTHING, OWN, OF_ACCOUNTS);
        for (JobLists.Narrowed scope : scopes) {
            for (JobFilter.Group group : JobFilter.Group.values()) {
                lists.page(new JobFilter(group, false, "", "", "", JobFilter.Within.ALWAYS), scope, 0, 51);
            }
            lists.page(JobFilter.mine(JobFilter.Group.ALL), scope, 0, 51);
        }
        assertThatNoneReadsTheWholeArchive(scopes.size() * (JobFilter.Group.values().length + 1));
    }

    private void assertThatNoneReadsTheWholeArchive(int queries) {
        assertThat(plans)
                .hasSize(queries)
                .allSatisfy(plan -> assertThat(plan).contains("Index").doesNotContain("Seq Scan on job"));
    }

    /** The database, where each query is explained before it is answered. */
    private class Explained extends DelegatingDataSource {
        Explained() {
            super(DATABASE.tables());
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        Object answer = method.invoke(connection, arguments);
                        return answer instanceof PreparedStatement statement
                                ? explaining(statement, connection.prepareStatement("explain " + arguments[0]))
                                : answer;
                    });
        }

        private PreparedStatement explaining(PreparedStatement statement, PreparedStatement explain) {
            return (PreparedStatement) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {PreparedStatement.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().startsWith("set")) {
                            method.invoke(explain, arguments);
                        } else if (method.getName().equals("executeQuery")) {
                            plans.add(plan(explain));
                        }
                        return method.invoke(statement, arguments);
                    });
        }

        private String plan(PreparedStatement explain) throws SQLException {
            List<String> lines = new ArrayList<>();
            try (explain;
                    ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        }
    }
}
