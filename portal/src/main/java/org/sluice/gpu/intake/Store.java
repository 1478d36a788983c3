package org.sluice.gpu.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluice.gpu.ReadingsTaken;
import org.sluice.gpu.exposition.DeviceKey;
import org.sluice.gpu.exposition.JobLabel;
import org.sluice.gpu.exposition.Reading;
import org.sluice.gpu.exposition.ReportedDevice;
import org.sluice.gpu.exposition.ReportedInterval;
import org.sluice.gpu.exposition.Scrape;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the answers of several nodes in one transaction: devices, holds, then all readings in one COPY. */
@Component
class Store {
    /** Nothing older is asked for, so nothing older is believed. */
    private static final Duration OLDEST = Duration.ofMinutes(15);

    private static final Duration FROM_THE_FUTURE = Duration.ofSeconds(5);

    private final DeviceRows devices;
    private final IntervalRows intervals;
    private final SilenceRows silences;
    private final LabelledHolds labelled;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Store(
            DeviceRows devices,
            IntervalRows intervals,
            SilenceRows silences,
            LabelledHolds labelled,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.devices = devices;
        this.intervals = intervals;
        this.silences = silences;
        this.labelled = labelled;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is new, one element a node; nothing of it is stored when this throws. */
    List<ReadingsTaken> store(Collection<NodeAnswer> batch) {
        Instant now = clock.instant();
        List<ReadingsTaken> news = new ArrayList<>();
        Map<NodeTurn, Long> latest = new HashMap<>();
        try {
            transaction.executeWithoutResult(begun -> {
                SampleCopy samples = new SampleCopy();
                for (NodeAnswer answer : batch) {
                    latest.put(answer.turn(), write(answer, samples, now, news));
                }
                jdbc.execute((ConnectionCallback<Boolean>) connection -> copy(samples, connection));
                silences.looks(now);
            });
        } catch (RuntimeException failed) {
            forget();
            throw failed;
        }
        batch.forEach(answer -> answer.turn()
                .stored(latest.getOrDefault(answer.turn(), 0L), answer.scrape().intervals(), now));
        return news;
    }

    /** From now on the tables alone say what is stored. */
    void forget() {
        devices.forget();
        labelled.forget();
    }

    private static boolean copy(SampleCopy samples, Connection connection) throws SQLException {
        samples.into(connection);
        return true;
    }

    /** The latest moment by the node's clock, 0 for none. */
    private long write(NodeAnswer answer, SampleCopy samples, Instant now, List<ReadingsTaken> news) {
        NodeTurn turn = answer.turn();
        Scrape scrape = answer.scrape();
        Map<DeviceKey, Integer> ids = new HashMap<>();
        Map<String, Integer> byInstance = new HashMap<>();
        for (ReportedDevice device : scrape.devices()) {
            int id = devices.id(turn.node, device, scrape.simulated(), now);
            ids.put(device.key(), id);
            byInstance.put(device.key().uuid() + " " + device.key().instance(), id);
        }
        if (turn.isSilent()) {
            silences.end(turn.node, now);
        }
        Set<Long> jobs = holds(turn, scrape, byInstance);
        jobs.addAll(labels(answer, ids));
        long latest = readings(answer, ids, samples, now);
        news.add(new ReadingsTaken(turn.node, jobs));
        return latest;
    }

    private long readings(NodeAnswer answer, Map<DeviceKey, Integer> ids, SampleCopy samples, Instant now) {
        NodeTurn turn = answer.turn();
        long latest = 0;
        Set<Integer> unstamped = new HashSet<>();
        for (Reading reading : answer.scrape().readings()) {
            Integer id = ids.get(reading.device());
            Instant stamped = reading.at();
            if (id == null || (stamped == null && !unstamped.add(id))) {
                continue;
            }
            Instant at = stamped == null ? answer.arrivedAt() : stamped.minus(turn.ahead());
            boolean stored = stamped != null && stamped.toEpochMilli() <= turn.storedMillis();
            if (stored || at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(FROM_THE_FUTURE))) {
                continue;
            }
            samples.add(id, at, reading);
            latest = stamped == null ? latest : Math.max(latest, stamped.toEpochMilli());
        }
        return latest;
    }

    /** Jobs that hold something, or did until this answer. */
    private Set<Long> holds(NodeTurn turn, Scrape scrape, Map<String, Integer> byInstance) {
        Set<Long> jobs = new HashSet<>();
        for (ReportedInterval hold : scrape.intervals()) {
            Integer device = byInstance.get(hold.uuid() + " " + hold.instance());
            if (device == null) {
                continue;
            }
            boolean news = turn.isNews(hold);
            if (news) {
                intervals.write(hold(hold, device, turn));
            }
            if (news || hold.end() == null) {
                jobs.add(hold.rawJobId());
            }
        }
        return jobs;
    }

    private static ReportedHold hold(ReportedInterval hold, int device, NodeTurn turn) {
        Instant end = hold.end();
        return new ReportedHold(
                device,
                turn.node,
                hold.rawJobId(),
                hold.restart(),
                hold.shared(),
                hold.begin().minus(turn.ahead()),
                end == null ? null : end.minus(turn.ahead()),
                hold.endedBy(),
                "log");
    }

    /** A stock dcgm-exporter names jobs beside its readings and keeps no log. */
    private Set<Long> labels(NodeAnswer answer, Map<DeviceKey, Integer> ids) {
        if (answer.scrape().own()) {
            return Set.of();
        }
        Map<Integer, Set<Long>> jobs = new HashMap<>();
        for (JobLabel label : answer.scrape().jobLabels()) {
            Integer device = ids.get(label.device());
            if (device != null) {
                jobs.computeIfAbsent(device, d -> new HashSet<>()).add(label.rawJobId());
            }
        }
        return labelled.see(answer.turn().node, jobs, answer.arrivedAt());
    }

    /** The latest reading of a node that is stored; the moment given where there is none so late. */
    Instant storedUntil(String node, Instant atLeast) {
        Timestamp last = jdbc.queryForObject("""
                select max(sample.at) from gpu_device device join gpu_sample sample on sample.device = device.id
                 where device.node = ? and sample.at > ?
                """, Timestamp.class, node, Timestamp.from(atLeast));
        return last == null ? atLeast : last.toInstant();
    }
}
