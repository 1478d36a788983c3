package org.sluice.workers;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** From when to when each machine ran and at what price, whoever started it. */
@Repository
class RunRows {
    private final JdbcClient jdbc;

    RunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Sets down what the provisioner tells: machines that are there begin a run, those that are gone end theirs.
     *
     * @param busy nodes whose machine is being started or removed just now
     */
    void see(Machines machines, Set<String> busy) {
        for (Machine machine : machines.machines().values()) {
            if (busy.contains(machine.node())) {
                continue;
            }
            if (machine.costs()) {
                begun(
                        machine.node(),
                        machine.title(),
                        machine.price(),
                        machine.currency(),
                        machine.since() == null ? machines.at() : machine.since());
            } else if (machine.state() == Machine.State.ABSENT) {
                ended(machine.node(), machines.at());
            }
        }
    }

    void begun(String node, String title, @Nullable BigDecimal price, String currency, Instant at) {
        jdbc.sql("""
                        insert into worker_run (node, title, price, currency, started_at)
                        values (:node, :title, :price, :currency, :at)
                        on conflict do nothing
                        """)
                .param("node", node)
                .param("title", title)
                .param("price", price)
                .param("currency", currency)
                .param("at", Timestamp.from(at))
                .update();
    }

    void ended(String node, Instant at) {
        jdbc.sql("""
                        update worker_run set ended_at = greatest(started_at, :at)
                         where node = :node and ended_at is null
                        """).param("node", node).param("at", Timestamp.from(at)).update();
    }

    /** What machines that run cost an hour, as far as their prices are known. */
    BigDecimal hourly() {
        return jdbc.sql("select coalesce(sum(price), 0) from worker_run where ended_at is null")
                .query(BigDecimal.class)
                .single();
    }

    /** What each node's machine has cost since midnight UTC, as far as its price is known. */
    Map<String, BigDecimal> costToday(Instant now) {
        Instant midnight =
                now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
        Map<String, BigDecimal> costs = new HashMap<>();
        jdbc.sql("""
                        select node, sum(price * extract(epoch from
                               least(coalesce(ended_at, :now), :now) - greatest(started_at, :midnight)) / 3600) as cost
                          from worker_run
                         where price is not null and started_at < :now and coalesce(ended_at, :now) > :midnight
                         group by node
                        """)
                .param("now", Timestamp.from(now))
                .param("midnight", Timestamp.from(midnight))
                .query((row, number) -> Map.entry(
                        row.getString("node"), row.getBigDecimal("cost").setScale(2, RoundingMode.HALF_UP)))
                .list()
                .forEach(entry -> costs.put(entry.getKey(), entry.getValue()));
        return costs;
    }
}
