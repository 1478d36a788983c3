package org.sluice.gpu;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device did for a job, over all of the job's hold. Means weigh each reading by the time until the next.
 *
 * @param source where the hold is known from: the node's {@code log}, or less surely DCGM's {@code hpc_job} or Slurm's
 *     {@code idx}; records of before it was named so call it {@code told}
 * @param held for how long the job held it
 * @param known for how much of that there is a reading
 * @param meanUtilization in percent; null where none was reported
 * @param idleShare share of the time with a known utilisation in which it was below {@value #IDLE_BELOW} percent
 * @param maxMemory the most memory in use, in MiB
 * @param maxMemoryAt when that was last read; null where no memory was reported, and in records of before it was kept
 * @param meanPower in watt
 * @param maxTemperature in degrees Celsius
 */
record Figures(
        Device device,
        boolean shared,
        @JsonAlias("told") String source,
        Duration held,
        Duration known,
        long readings,
        @Nullable Double meanUtilization,
        @Nullable Double maxUtilization,
        @Nullable Double idleShare,
        @Nullable Double maxMemory,
        @Nullable Instant maxMemoryAt,
        @Nullable Double meanPower,
        @Nullable Double maxTemperature) {

    /** Below this utilisation a GPU does nothing, in percent. */
    static final int IDLE_BELOW = 5;
    /** A run of which less is known is not judged. */
    static final Duration LEAST_KNOWN = Duration.ofSeconds(30);
    /** From this share of the time on, a GPU is called idle. */
    private static final double IDLE_SHARE = 0.8;

    /** @param sums null when nothing was read */
    static Figures of(Device device, boolean shared, String source, Duration held, SampleRows.@Nullable Sums sums) {
        return sums == null
                ? new Figures(device, shared, source, held, Duration.ZERO, 0, null, null, null, null, null, null, null)
                : new Figures(
                        device,
                        shared,
                        source,
                        held,
                        sums.known(),
                        sums.readings(),
                        sums.meanUtilization(),
                        sums.maxUtilization(),
                        sums.idleShare(),
                        sums.maxMemory(),
                        sums.maxMemoryAt(),
                        sums.meanPower(),
                        sums.maxTemperature());
    }

    /** Whether enough is known of what it did to judge it. */
    boolean isJudged() {
        return meanUtilization != null && known.compareTo(LEAST_KNOWN) >= 0;
    }

    /** It did nothing for most of the time that is known; nothing less than that is called idle anywhere. */
    boolean isIdle() {
        return isJudged() && idleShare != null && idleShare >= IDLE_SHARE;
    }

    /** For how much of the hold there is no reading. */
    public Duration unknown() {
        Duration rest = held.minus(known);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** The most memory in use; only where it is known. */
    public long maxMemoryBytes() {
        return Math.round(Objects.requireNonNull(maxMemory) * 1024 * 1024);
    }

    /** The most memory in use as a share of all of it; null where either is not known. */
    public @Nullable Double memoryShare() {
        Integer all = device.memoryMib();
        return maxMemory == null || all == null || all == 0 ? null : maxMemory / all;
    }
}
