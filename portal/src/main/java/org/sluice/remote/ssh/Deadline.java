package org.sluice.remote.ssh;

import java.time.Duration;

/** The moment by which somebody must have been answered. */
final class Deadline {
    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left of it in nanoseconds, never below 0. */
    long leftNanos() {
        return Math.max(0, atNanos - System.nanoTime());
    }

    boolean hasPassed() {
        return leftNanos() == 0;
    }
}
