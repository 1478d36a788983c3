package org.sluice.gpu;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The points of one device as charts draw them: lists of equal length, with null where nothing was read.
 *
 * @param at in milliseconds since 1970
 * @param utilization in percent
 * @param memory used, in MiB
 * @param power in watt
 * @param temperature in degrees Celsius
 * @param least of the readings that each point is the mean of; null where each point is one reading
 * @param most of the same readings
 */
record Lines(
        List<Long> at,
        List<@Nullable Float> utilization,
        List<@Nullable Float> memory,
        List<@Nullable Float> power,
        List<@Nullable Float> temperature,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Edge least,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Edge most) {

    /** How far the readings of each point went, one way. */
    record Edge(
            List<@Nullable Float> utilization,
            List<@Nullable Float> memory,
            List<@Nullable Float> power,
            List<@Nullable Float> temperature) {

        private static Edge of(List<Spread> spreads, Function<Spread, Point> edge) {
            return new Edge(
                    line(spreads, edge.andThen(Point::utilization)),
                    line(spreads, edge.andThen(Point::memory)),
                    line(spreads, edge.andThen(Point::power)),
                    line(spreads, edge.andThen(Point::temperature)));
        }
    }

    static Lines of(List<Spread> spreads) {
        Edge mean = Edge.of(spreads, Spread::mean);
        boolean summedUp = !spreads.stream().allMatch(Spread::isAlone);
        return new Lines(
                spreads.stream()
                        .map(spread -> spread.mean().at().toEpochMilli())
                        .toList(),
                mean.utilization(),
                mean.memory(),
                mean.power(),
                mean.temperature(),
                summedUp ? Edge.of(spreads, Spread::least) : null,
                summedUp ? Edge.of(spreads, Spread::most) : null);
    }

    private static List<@Nullable Float> line(List<Spread> spreads, Function<Spread, @Nullable Float> value) {
        List<@Nullable Float> line = new ArrayList<>(spreads.size());
        spreads.forEach(spread -> line.add(rounded(value.apply(spread))));
        return line;
    }

    private static @Nullable Float rounded(@Nullable Float value) {
        return value == null ? null : Math.round(value * 10) / 10f;
    }
}
