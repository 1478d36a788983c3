package org.sluice.gpu.intake;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Holds as a stock dcgm-exporter shows them: a job's name stands beside the readings of its devices while it holds them
 * (label {@code hpc_job}). They begin with the first such answer and end with the first without.
 */
@Component
class LabelledHolds {
    /** What names a hold that lasts. */
    record Held(int device, long rawJobId) {}

    private final IntervalRows rows;
    private final Map<String, Map<Held, Instant>> byNode = new ConcurrentHashMap<>();

    LabelledHolds(IntervalRows rows) {
        this.rows = rows;
    }

    /**
     * Takes note of an answer.
     *
     * @param jobs by device, those named in it
     * @return jobs that hold something, or did until now
     */
    Set<Long> see(String node, Map<Integer, Set<Long>> jobs, Instant at) {
        Map<Held, Instant> before = Optional.ofNullable(byNode.get(node)).orElseGet(() -> rows.openByLabel(node));
        Map<Held, Instant> now = new HashMap<>();
        jobs.forEach((device, held) -> held.forEach(job -> {
            Held hold = new Held(device, job);
            now.put(hold, before.getOrDefault(hold, at));
        }));
        Set<Long> touched = new HashSet<>();
        now.forEach((hold, begin) -> {
            touched.add(hold.rawJobId());
            if (!before.containsKey(hold)) {
                boolean shared = jobs.getOrDefault(hold.device(), Set.of()).size() > 1;
                rows.write(new ReportedHold(
                        hold.device(), node, hold.rawJobId(), 0, shared, begin, null, null, "hpc_job"));
            }
        });
        before.forEach((hold, begin) -> {
            if (!now.containsKey(hold)) {
                touched.add(hold.rawJobId());
                rows.write(new ReportedHold(
                        hold.device(), node, hold.rawJobId(), 0, false, begin, at, "slurm", "hpc_job"));
            }
        });
        byNode.put(node, now);
        return touched;
    }

    /** After a transaction that was rolled back, or a time in which another portal led, the table alone is certain. */
    void forget() {
        byNode.clear();
    }
}
