package org.sluice.gpu;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The readings of devices during stretches of time; every question is asked for several stretches at once.
 *
 * <p>The first, and the second in which a job of seconds ends, are read more often than the rest, so whatever sums up
 * weighs each reading by the time until the next.
 */
@Repository
class SampleRows {
    private static final String OF_STRETCHES = """
            with stretch as (
                select * from unnest(string_to_array(:devices, ',')::integer[], string_to_array(:from, ',')::timestamptz[],
                                     string_to_array(:until, ',')::timestamptz[])
                         with ordinality as stretch (device, since, until, number)
            ), reading as (
                select stretch.number, stretch.until, sample.*
                  from stretch join gpu_sample sample on sample.device = stretch.device
                       and sample.at between stretch.since and stretch.until
            )
            """;

    private static final String POINTS = OF_STRETCHES + """
            select device, at, utilization, memory_used, power, temperature from reading order by device, at
            """;

    private static final String SPREADS = OF_STRETCHES + """
            select device, to_timestamp(avg(extract(epoch from at))) as at,
                   avg(utilization)::real as utilization, min(utilization) as least_utilization,
                   max(utilization) as most_utilization,
                   avg(memory_used)::real as memory_used, min(memory_used) as least_memory_used,
                   max(memory_used) as most_memory_used,
                   avg(power)::real as power, min(power) as least_power, max(power) as most_power,
                   avg(temperature)::real as temperature, min(temperature) as least_temperature,
                   max(temperature) as most_temperature
              from reading
             group by device, number, date_bin(make_interval(secs => :step), at, timestamptz 'epoch')
             order by device, 2
            """;

    private static final String MISSING = OF_STRETCHES + """
            , moment as (
                select number, device, since as at from stretch
                union all
                select number, device, until from stretch
                union all
                select number, device, at from reading
            ), pair as (
                select device, at, lead(at) over (partition by number order by at) as next from moment
            )
            select device, at, next from pair where next - at > make_interval(secs => :longerThan) order by device, at
            """;

    private static final String SUMS = OF_STRETCHES + """
            , weighed as (
                select *, least(:every, extract(epoch from coalesce(lead(at) over (partition by number order by at), until)
                                                           - at)::double precision) as weight
                  from reading
            )
            select device, count(*) as readings, sum(weight) as seconds,
                   sum(weight * utilization) / nullif(sum(weight) filter (where utilization is not null), 0)
                       as mean_utilization,
                   max(utilization) as max_utilization,
                   coalesce(sum(weight) filter (where utilization < :idleBelow), 0)
                       / nullif(sum(weight) filter (where utilization is not null), 0) as idle_share,
                   max(memory_used) as max_memory,
                   (array_agg(at order by memory_used desc, at desc) filter (where memory_used is not null))[1]
                       as max_memory_at,
                   sum(weight * power) / nullif(sum(weight) filter (where power is not null), 0) as mean_power,
                   max(temperature) as max_temperature
              from weighed group by device order by device
            """;

    private final JdbcClient jdbc;

    SampleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Each reading by itself, in the order of device and time. */
    List<Point> points(List<Stretch> stretches) {
        return over(stretches, jdbc.sql(POINTS))
                .query((row, n) -> point(row, ""))
                .list();
    }

    /** Means, least and most over steps of that length, in the order of device and time. */
    List<Spread> spreads(List<Stretch> stretches, Duration step) {
        return over(stretches, jdbc.sql(SPREADS))
                .param("step", seconds(step))
                .query((row, n) -> new Spread(point(row, ""), point(row, "least_"), point(row, "most_")))
                .list();
    }

    /** Where a stretch has no reading for longer than that, in the order of device and time. */
    List<Missing> missing(List<Stretch> stretches, Duration longerThan) {
        return over(stretches, jdbc.sql(MISSING))
                .param("longerThan", seconds(longerThan))
                .query((row, n) -> new Missing(
                        row.getInt("device"),
                        row.getTimestamp("at").toInstant(),
                        row.getTimestamp("next").toInstant()))
                .list();
    }

    /** Sums over all stretches of each device; a reading stands for no longer than {@code every}. */
    List<Sums> sums(List<Stretch> stretches, Duration every) {
        return over(stretches, jdbc.sql(SUMS))
                .param("every", seconds(every))
                .param("idleBelow", Figures.IDLE_BELOW)
                .query((row, n) -> new Sums(
                        row.getInt("device"),
                        row.getLong("readings"),
                        Duration.ofMillis(Math.round(row.getDouble("seconds") * 1000)),
                        number(row, "mean_utilization"),
                        number(row, "max_utilization"),
                        number(row, "idle_share"),
                        number(row, "max_memory"),
                        Optional.ofNullable(row.getTimestamp("max_memory_at"))
                                .map(Timestamp::toInstant)
                                .orElse(null),
                        number(row, "mean_power"),
                        number(row, "max_temperature")))
                .list();
    }

    /**
     * What the readings of a device come to; null where nothing was reported.
     *
     * @param known the time the readings stand for
     */
    record Sums(
            int device,
            long readings,
            Duration known,
            @Nullable Double meanUtilization,
            @Nullable Double maxUtilization,
            @Nullable Double idleShare,
            @Nullable Double maxMemory,
            @Nullable Instant maxMemoryAt,
            @Nullable Double meanPower,
            @Nullable Double maxTemperature) {}

    private static JdbcClient.StatementSpec over(List<Stretch> stretches, JdbcClient.StatementSpec question) {
        return question.param("devices", joined(stretches, Stretch::device))
                .param("from", joined(stretches, Stretch::from))
                .param("until", joined(stretches, Stretch::until));
    }

    private static String joined(List<Stretch> stretches, Function<Stretch, Object> part) {
        return stretches.stream().map(part).map(Object::toString).collect(Collectors.joining(","));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Point point(ResultSet row, String of) throws SQLException {
        return new Point(
                row.getInt("device"),
                row.getTimestamp("at").toInstant(),
                (Float) row.getObject(of + "utilization"),
                (Float) row.getObject(of + "memory_used"),
                (Float) row.getObject(of + "power"),
                (Float) row.getObject(of + "temperature"));
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
