package org.sluice.gpu.intake;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sluice.OwnDatabase;
import org.sluice.gpu.GpuProperties;
import org.sluice.gpu.exposition.ExpositionReader;
import org.sluice.gpu.exposition.Reading;
import org.sluice.gpu.exposition.Scrape;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How fast the readings of 1,250 nodes with 8 GPUs each come into PostgreSQL, every 5 s, on one thread: parse, attribute
 * and store, in turn with a bare COPY of the same rows, ready encoded, into the same table.
 */
public final class IntakeBench {
    private static final int NODES = 1250;
    private static final int GPUS = 8;
    private static final int ROUNDS = 6;
    private static final int REPEATS = 4;
    /** Answers of a second, at 5 s for all. */
    private static final int BATCH = 250;

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OwnDatabase own = new OwnDatabase();
    private final HikariDataSource database = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcTemplate template = new JdbcTemplate(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final Instant begin = Instant.now().minusSeconds(120);

    private IntakeBench() {
        database.setDataSource(own.tables());
        database.setMaximumPoolSize(1);
        new Days(jdbc, new GpuProperties(EVERY, Duration.ofDays(30)), Clock.systemUTC());
    }

    public static void main(String[] arguments) {
        IntakeBench bench = new IntakeBench();
        bench.measure("our exporter's form", bench.bodies(true));
        bench.measure("a stock dcgm-exporter's form", bench.bodies(false));
        bench.database.close();
        bench.own.close();
    }

    /** By round and node; the first round is not measured. */
    private List<List<byte[]>> bodies(boolean own) {
        List<List<byte[]>> rounds = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            List<byte[]> bodies = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                bodies.add(body(own, "n" + node, round));
            }
            rounds.add(bodies);
        }
        return rounds;
    }

    private byte[] body(boolean own, String node, int round) {
        Instant at = begin.plus(EVERY.multipliedBy(round));
        Bodies body = own ? Bodies.own(node, Instant.now()) : Bodies.stock(node);
        for (int gpu = 0; gpu < GPUS && own; gpu++) {
            body.gpu(gpu).hold(1000 + gpu / 4, 0, gpu, begin.minusSeconds(60), null);
        }
        for (int gpu = 0; gpu < GPUS; gpu++) {
            int utilization = 50 + (gpu * 7 + round * 3) % 50;
            if (own) {
                body.reading(gpu, at, utilization);
            } else {
                body.stockReading(gpu, utilization, 1000L + gpu / 4);
            }
        }
        return body.bytes();
    }

    private void measure(String form, List<List<byte[]>> rounds) {
        List<Double> ratios = new ArrayList<>();
        double best = Double.MAX_VALUE;
        long rows = (long) NODES * GPUS * ROUNDS;
        for (int repeat = 0; repeat <= REPEATS; repeat++) {
            double intake = intake(rounds);
            require(rows);
            double copy = copy(rounds);
            require(rows);
            if (repeat > 0) {
                ratios.add(copy / intake);
                best = Math.min(best, intake);
            }
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "readings, %s: %,d rows of %d nodes, %.0f rows/s; %.2f (%.2f to %.2f) of a bare COPY's rate (aim 0.5);"
                        + " %.0f %% of the time for 5 s readings%n",
                form,
                rows,
                NODES,
                rows / best,
                ratios.get(ratios.size() / 2),
                ratios.get(0),
                ratios.get(ratios.size() - 1),
                100 * best / ROUNDS / EVERY.toSeconds());
    }

    private void require(long rows) {
        long there =
                jdbc.sql("select count(*) from gpu_sample").query(Long.class).single();
        if (there != rows) {
            throw new AssertionError(there + " rows were stored, not " + rows);
        }
    }

    /** Seconds. */
    private double intake(List<List<byte[]>> rounds) {
        empty();
        IntervalRows intervals = new IntervalRows(jdbc);
        Store store = new Store(
                new DeviceRows(jdbc),
                intervals,
                new SilenceRows(jdbc),
                new LabelledHolds(intervals),
                template,
                transaction,
                Clock.systemUTC());
        List<NodeTurn> turns = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            turns.add(new NodeTurn("n" + node, begin, EVERY, begin.minusSeconds(1)));
        }
        // the first answers make devices, holds and labels known, which happens once
        store(store, turns, rounds.get(0), 0);
        jdbc.sql("truncate gpu_sample").update();
        long begun = System.nanoTime();
        for (int round = 1; round <= ROUNDS; round++) {
            store(store, turns, rounds.get(round), round);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void store(Store store, List<NodeTurn> turns, List<byte[]> bodies, int round) {
        List<NodeAnswer> batch = new ArrayList<>();
        for (int node = 0; node < bodies.size(); node++) {
            NodeTurn turn = turns.get(node);
            Scrape scrape = Bodies.read(turn.reader, bodies.get(node));
            batch.add(new NodeAnswer(turn, scrape, begin.plus(EVERY.multipliedBy(round))));
            if (batch.size() == BATCH) {
                store.store(batch);
                batch.clear();
            }
        }
    }

    /** Seconds, without the time it takes to encode the rows. */
    private double copy(List<List<byte[]>> rounds) {
        empty();
        List<SampleCopy> encoded = new ArrayList<>();
        ExpositionReader reader = new ExpositionReader();
        for (int round = 1; round <= ROUNDS; round++) {
            SampleCopy rows = new SampleCopy();
            for (int node = 0; node < NODES; node++) {
                for (Reading reading :
                        Bodies.read(reader, rounds.get(round).get(node)).readings()) {
                    int gpu = Integer.parseInt(reading.device().uuid().replaceAll(".*-", ""));
                    rows.add(node * GPUS + gpu + 1, begin.plus(EVERY.multipliedBy(round)), reading);
                }
                if ((node + 1) % BATCH == 0) {
                    encoded.add(rows);
                    rows = new SampleCopy();
                }
            }
        }
        long begun = System.nanoTime();
        for (SampleCopy rows : encoded) {
            transaction.executeWithoutResult(
                    begin -> template.execute((ConnectionCallback<Boolean>) connection -> into(rows, connection)));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static boolean into(SampleCopy rows, Connection connection) throws SQLException {
        rows.into(connection);
        return true;
    }

    private void empty() {
        jdbc.sql("truncate gpu_sample, gpu_interval, gpu_device, gpu_silence").update();
    }
}
