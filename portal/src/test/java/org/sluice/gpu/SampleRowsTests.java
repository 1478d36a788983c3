package org.sluice.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;

class SampleRowsTests {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final SampleRows rows = new SampleRows(DATABASE.jdbc());

    /** Device 1: 40 % for a minute, nothing for a minute, then idle for a minute. Device 2: no utilisation at all. */
    @BeforeAll
    static void read() {
        DATABASE.jdbc()
                .sql("create table day partition of gpu_sample for values from ('2026-03-01') to ('2026-03-02')")
                .update();
        for (int second = 0; second < 60; second += 5) {
            insert(1, second, 40f, 1000f);
            insert(1, 120 + second, 0f, 2000f);
            insert(2, second, null, 500f);
        }
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    private static void insert(int device, int second, @Nullable Float utilization, float memory) {
        DATABASE.jdbc()
                .sql(
                        "insert into gpu_sample (device, at, utilization, memory_used) values (:device, :at, :used, :memory)")
                .param("device", device)
                .param("at", Timestamp.from(at(second)))
                .param("used", utilization)
                .param("memory", memory)
                .update();
    }

    @Test
    void givesTheReadingsOfTheStretchesAndNoOthers() {
        List<Point> points = rows.points(List.of(stretch(1, 10, 20), stretch(2, 0, 7)));

        assertThat(points).extracting(Point::device).containsExactly(1, 1, 1, 2, 2);
        assertThat(points).extracting(Point::at).startsWith(at(10), at(15), at(20), at(0));
        assertThat(points.get(3).utilization()).isNull();
        assertThat(rows.points(List.of())).isEmpty();
    }

    @Test
    void doesNotAverageOverTwoStretches() {
        List<Spread> spreads = rows.spreads(List.of(stretch(1, 0, 59), stretch(1, 120, 200)), Duration.ofHours(1));

        assertThat(spreads).extracting(spread -> spread.mean().utilization()).containsExactly(40f, 0f);
        assertThat(spreads.get(0).mean().at()).isCloseTo(at(27), within(1, ChronoUnit.SECONDS));
    }

    @Test
    void keepsTheLeastAndTheMostOfWhatItAverages() {
        Spread hour =
                rows.spreads(List.of(stretch(1, 0, 200)), Duration.ofHours(1)).get(0);

        assertThat(hour.mean().utilization()).isEqualTo(20f);
        assertThat(hour.least().utilization()).isZero();
        assertThat(hour.most().utilization()).isEqualTo(40f);
        assertThat(hour.most().memory()).isEqualTo(2000f);
        assertThat(hour.most().power()).isNull();
    }

    @Test
    void findsWhereNothingWasReadAtTheBeginInTheMiddleAndAtTheEnd() {
        assertThat(rows.missing(List.of(stretch(1, -30, 400), stretch(2, 0, 60)), Duration.ofMillis(12_500)))
                .containsExactly(
                        new Missing(1, at(-30), at(0)),
                        new Missing(1, at(55), at(120)),
                        new Missing(1, at(175), at(400)));
        assertThat(rows.missing(List.of(stretch(7, 0, 60)), Duration.ofMillis(12_500)))
                .containsExactly(new Missing(7, at(0), at(60)));
    }

    @Test
    void weighsReadingsByTheTimeUntilTheNextAndNeverCountsTimeNobodyRead() {
        SampleRows.Sums sums = rows.sums(List.of(stretch(1, 0, 240)), EVERY).get(0);

        assertThat(sums.readings()).isEqualTo(24);
        assertThat(sums.known()).isEqualTo(Duration.ofMinutes(2));
        assertThat(Objects.requireNonNull(sums.meanUtilization())).isCloseTo(20, within(0.01));
        assertThat(Objects.requireNonNull(sums.idleShare())).isCloseTo(0.5, within(0.001));
        assertThat(Objects.requireNonNull(sums.maxMemory())).isEqualTo(2000);
        assertThat(sums.meanPower()).isNull();
    }

    @Test
    void leavesNotKnownWhatWasNeverTold() {
        SampleRows.Sums sums = rows.sums(List.of(stretch(2, 0, 60)), EVERY).get(0);

        assertThat(sums.meanUtilization()).isNull();
        assertThat(sums.idleShare()).isNull();
    }

    private static Stretch stretch(int device, int from, int until) {
        return new Stretch(device, at(from), at(until));
    }

    private static Instant at(int second) {
        return Gpus.BEGIN.plusSeconds(second);
    }
}
