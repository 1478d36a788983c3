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
        float number = (float) value;
        float before = known(name);
        if (!Float.isNaN(before)) {
            return before == number;
        }
        switch (name) {
            case UTILIZATION -> utilization = number;
            case MEMORY_COPY -> memoryCopy = number;
            case MEMORY_USED -> memoryUsed = number;
            case MEMORY_FREE -> memoryFree = number;
            case MEMORY_RESERVED -> memoryReserved = number;
            case MEMORY_TOTAL -> memoryTotal = number;
            case POWER -> power = number;
            case TEMPERATURE -> temperature = number;
            case SM_CLOCK -> smClock = number;
            case CLOCK_EVENTS -> clockEvents = (int) value;
            case ENGINE_ACTIVE -> engineActive = number;
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

    /** MiB: reported as such, or the sum of its parts; NaN when neither. */
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

    private float known(SeriesName name) {
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
