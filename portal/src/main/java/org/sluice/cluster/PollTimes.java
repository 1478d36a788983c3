package org.sluice.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Tells Prometheus how long each part of a poll takes and how old the snapshot is. */
@Component
class PollTimes {
    private static final String POLL = "sluice.poll";
    private static final double MILLIS = 1000;

    private final Timer ask;
    private final Timer read;
    private final Timer store;

    PollTimes(MeterRegistry registry, Snapshots snapshots, Clock clock) {
        ask = part(registry, "ask");
        read = part(registry, "read");
        store = part(registry, "store");
        Gauge.builder("sluice.snapshot.age", () -> age(snapshots, clock))
                .baseUnit("seconds")
                .register(registry);
    }

    /** Slurm has answered a poll after this time. */
    void asked(Duration took) {
        ask.record(took);
    }

    /** Times the reading of Slurm's answer. */
    <T> T read(Supplier<T> reading) {
        return read.record(reading);
    }

    /** Times what is done with a new snapshot: the archive's rows, and all who listen. */
    void store(Runnable storing) {
        store.record(storing);
    }

    private static Timer part(MeterRegistry registry, String part) {
        return Timer.builder(POLL).tag("part", part).register(registry);
    }

    /** Not a number before the first snapshot. */
    private static double age(Snapshots snapshots, Clock clock) {
        return snapshots
                .latest()
                .map(snapshot ->
                        Duration.between(snapshot.observedAt(), clock.instant()).toMillis() / MILLIS)
                .orElse(Double.NaN);
    }
}
