package org.sluice.gpu.exposition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a device at one moment; NaN was not reported.
 *
 * @param at by the node's clock; null when the exporter did not stamp it
 * @param utilization percent; of a MIG instance the share of time in which its engines were active
 * @param memoryUsed MiB
 * @param power watt
 * @param temperature degrees Celsius
 * @param memoryCopy percent
 * @param smClock MHz
 * @param clockEvents NVML's bits of reasons for a lower clock; -1 was not reported
 */
public record Reading(
        DeviceKey device,
        @Nullable Instant at,
        float utilization,
        float memoryUsed,
        float power,
        float temperature,
        float memoryCopy,
        float smClock,
        int clockEvents) {

    public Reading at(Instant moment) {
        return new Reading(
                device, moment, utilization, memoryUsed, power, temperature, memoryCopy, smClock, clockEvents);
    }
}
