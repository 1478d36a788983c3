package org.sluice.gpu;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The points of one device as charts draw them: lists of equal length, with null where nothing was told.
 *
 * @param at in milliseconds since 1970
 * @param utilization in percent
 * @param memory used, in MiB
 * @param power in watt
 * @param temperature in degrees Celsius
 */
record Lines(
        List<Long> at,
        List<@Nullable Float> utilization,
        List<@Nullable Float> memory,
        List<@Nullable Float> power,
        List<@Nullable Float> temperature) {

    static Lines of(List<Point> points) {
        Lines lines = new Lines(
                new ArrayList<>(points.size()),
                new ArrayList<>(points.size()),
                new ArrayList<>(points.size()),
                new ArrayList<>(points.size()),
                new ArrayList<>(points.size()));
        for (Point point : points) {
            lines.at.add(point.at().toEpochMilli());
            lines.utilization.add(rounded(point.utilization()));
            lines.memory.add(rounded(point.memory()));
            lines.power.add(rounded(point.power()));
            lines.temperature.add(rounded(point.temperature()));
        }
        return lines;
    }

    private static @Nullable Float rounded(@Nullable Float value) {
        return value == null ? null : Math.round(value * 10) / 10f;
    }
}
