package org.sluice.gpu.exposition;

import java.time.Instant;

/** The quantities of one device at one moment, as their lines come in. */
final class Gathered {
    /** The moment of a reading that the exporter did not stamp. */
    static final long NOT_STAMPED = Long.MIN_VALUE;

    final long millis;
    private float utilization = Float.NaN;
    private float memoryUsed = Float.NaN;
    private float memoryFree = Float.NaN;
    private float memoryReserved = Float.NaN;
    private float memoryTotal = Float.NaN;
    private float power = Float.NaN;
    private float temperature = Float.NaN;
    private float memoryCopy = Float.NaN;
    private float smClock = Float.NaN;
    private float engineActive = Float.NaN;
    private int clockEvents = -1;

    /** @param millis since the epoch */
    Gathered(long millis) {
        this.millis = millis;
    }

    /** Takes a value unless there is one already; false when that one is another. */
    boolean take(SeriesName name, double value) {
        float told = (float) value;
        float before = told(name);
        if (!Float.isNaN(before)) {
            return before == told;
        }
        switch (name) {
            case UTILIZATION -> utilization = told;
            case MEMORY_COPY -> memoryCopy = told;
            case MEMORY_USED -> memoryUsed = told;
            case MEMORY_FREE -> memoryFree = told;
            case MEMORY_RESERVED -> memoryReserved = told;
            case MEMORY_TOTAL -> memoryTotal = told;
            case POWER -> power = told;
            case TEMPERATURE -> temperature = told;
            case SM_CLOCK -> smClock = told;
            case CLOCK_EVENTS -> clockEvents = (int) value;
            case ENGINE_ACTIVE -> engineActive = told;
            default -> throw new IllegalArgumentException(name + " is no reading");
        }
        return true;
    }

    Reading reading(DeviceKey device) {
        return new Reading(
                device,
                millis == NOT_STAMPED ? null : Instant.ofEpochMilli(millis),
                Float.isNaN(utilization) && device.isInstance() ? engineActive * 100 : utilization,
                memoryUsed,
                power,
                temperature,
                memoryCopy,
                smClock,
                clockEvents);
    }

    /** MiB: told as such, or the sum of its parts; NaN when neither. */
    float memory() {
        return Float.isNaN(memoryTotal)
                ? memoryUsed + memoryFree + (Float.isNaN(memoryReserved) ? 0 : memoryReserved)
                : memoryTotal;
    }

    boolean saysAnything() {
        return !(Float.isNaN(utilization)
                && Float.isNaN(memoryUsed)
                && Float.isNaN(power)
                && Float.isNaN(temperature)
                && Float.isNaN(memoryCopy)
                && Float.isNaN(smClock)
                && Float.isNaN(engineActive)
                && clockEvents < 0);
    }

    private float told(SeriesName name) {
        return switch (name) {
            case UTILIZATION -> utilization;
            case MEMORY_COPY -> memoryCopy;
            case MEMORY_USED -> memoryUsed;
            case MEMORY_FREE -> memoryFree;
            case MEMORY_RESERVED -> memoryReserved;
            case MEMORY_TOTAL -> memoryTotal;
            case POWER -> power;
            case TEMPERATURE -> temperature;
            case SM_CLOCK -> smClock;
            case CLOCK_EVENTS -> clockEvents < 0 ? Float.NaN : clockEvents;
            case ENGINE_ACTIVE -> engineActive;
            default -> throw new IllegalArgumentException(name + " is no reading");
        };
    }
}
