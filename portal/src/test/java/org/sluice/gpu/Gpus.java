package org.sluice.gpu;

import java.time.Duration;
import java.time.Instant;

/** Devices and holds of tests. */
final class Gpus {
    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    private Gpus() {}

    static Device device(int id, String node, int position) {
        return new Device(
                id,
                node,
                "GPU-" + id,
                "",
                "",
                "NVIDIA A100-SXM4-80GB",
                "a100",
                position,
                position,
                81_920,
                BEGIN,
                false);
    }

    static Device slice(int id, String node, int position, String profile) {
        return new Device(
                id,
                node,
                "GPU-" + id,
                "2",
                profile,
                "NVIDIA A100-SXM4-80GB",
                profile,
                0,
                position,
                40_448,
                BEGIN,
                false);
    }

    static Hold hold(Device device, long fromSecond, long untilSecond) {
        return new Hold(device, 4711, BEGIN.plusSeconds(fromSecond), BEGIN.plusSeconds(untilSecond), false, "log");
    }

    /** Ten minutes of a device, wholly read. */
    static Figures worked(Device device, double meanUtilization, double idleShare) {
        Duration held = Duration.ofMinutes(10);
        return new Figures(
                device, false, "log", held, held, 120, meanUtilization, 100.0, idleShare, 40_960.0, null, 250.0, 61.0);
    }
}
