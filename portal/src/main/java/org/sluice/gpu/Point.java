package org.sluice.gpu;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a device at a moment, or what the readings around it come to; null where it was not reported.
 *
 * @param utilization in percent
 * @param memory used, in MiB
 * @param power in watt
 * @param temperature in degrees Celsius
 */
record Point(
        int device,
        Instant at,
        @Nullable Float utilization,
        @Nullable Float memory,
        @Nullable Float power,
        @Nullable Float temperature) {}
