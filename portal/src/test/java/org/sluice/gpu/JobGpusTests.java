package org.sluice.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobsMade;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JobGpusTests {
    private static final Instant SUBMITTED = Instant.parse("2026-01-01T00:00:00Z");

    private final OwnDatabase database = new OwnDatabase();
    private final JsonMapper json = JsonMapper.builder().build();
    private final MovableClock clock = new MovableClock();
    private final JobsMade made = new JobsMade(database);
    private final GpuProperties properties = new GpuProperties(Duration.ofSeconds(5), Duration.ofDays(30));
    private final JobGpus gpus =
            new JobGpus(made.jobs(), new HoldRows(database.jdbc()), new SampleRows(database.jdbc()), properties, clock);
    private final GpuRecords records = new GpuRecords(database.jdbc(), json);

    @BeforeEach
    void twoGpus() {
        database.jdbc()
                .sql("create table day partition of gpu_sample for values from ('2026-01-01') to ('2026-01-02')")
                .update();
        device("a1", 0);
        device("a2", 3);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void showsEachGpuOfARunningJobAndWhatIsMissing() {
        Job job = made.seen(4711, "RUNNING", SUBMITTED, null, true, SUBMITTED);
        held(1, 4711, 10, null);
        held(2, 4711, 10, null);
        readings(1, 12, 90, 70f);
        readings(2, 12, 40, 5f);
        clock.move(Duration.ofSeconds(92));
        silent("a2", 45, "the exporter on a2 does not answer");

        JobSeries series = gpus.series(job, null);

        assertThat(series.live()).isTrue();
        assertThat(series.until()).isNull();
        assertThat(series.gpus())
                .extracting(
                        JobSeries.Gpu::title, gpu -> gpu.lines().utilization().get(0))
                .containsExactly(tuple("a1 GPU 0", 70f), tuple("a2 GPU 3", 5f));
        assertThat(series.gpus().get(0).gaps()).isEmpty();
        assertThat(series.gpus().get(1).gaps())
                .containsExactly(new Span(ms(37), null, "the exporter on a2 does not answer"));
        assertThat(gpus.series(job, at(80)).gpus().get(0).lines().at()).containsExactly(ms(82), ms(87));
    }

    @Test
    void showsAllOfARunAfterAnyMomentBeforeIt() {
        Job job = made.seen(4711, "RUNNING", SUBMITTED, null, true, SUBMITTED);
        held(1, 4711, 10, null);
        readings(1, 12, 90, 70f);
        clock.move(Duration.ofSeconds(92));

        assertThat(gpus.series(job, Instant.ofEpochMilli(Long.MIN_VALUE))).isEqualTo(gpus.series(job, null));
        assertThat(gpus.series(job, Instant.ofEpochMilli(Long.MAX_VALUE))
                        .gpus()
                        .get(0)
                        .lines()
                        .at())
                .isEmpty();
    }

    @Test
    void showsBothRunsOfARequeuedJobAndNothingOfAnOlderOneWithItsNumber() {
        made.seen(4711, "COMPLETED", SUBMITTED, at(30), false, at(35));
        held(1, 4711, 5, 30);
        made.seen(4711, "REQUEUED", at(100), at(200), false, at(202));
        Job again = made.seen(4711, "RUNNING", at(201), null, true, at(210));
        held(1, 4711, 110, 200);
        held(1, 4711, 210, null);
        clock.move(Duration.ofSeconds(230));

        JobSeries series = gpus.series(again, null);

        assertThat(series.marks())
                .extracting(JobSeries.Moment::at, JobSeries.Moment::kind)
                .containsExactly(tuple(ms(110), "start"), tuple(ms(210), "requeue"));
        assertThat(series.gpus()).hasSize(1);
        assertThat(series.gpus().get(0).holds()).extracting(Span::from).containsExactly(ms(110), ms(210));
    }

    @Test
    void judgesARunByItsOwnGpusOnly() {
        made.seen(4711, "REQUEUED", SUBMITTED, at(100), false, at(101));
        Job again = made.seen(4711, "COMPLETED", at(101), at(200), false, at(210));
        held(1, 4711, 0, 100);
        held(2, 4711, 110, 200);
        readings(1, 0, 100, 70f);
        readings(2, 110, 200, 80f);
        clock.move(Duration.ofSeconds(230));

        assertThat(gpus.figures(again))
                .extracting(figures -> figures.device().title(), Figures::meanUtilization)
                .containsExactly(tuple("a2 GPU 3", 80.0));
    }

    @Test
    void drawsNoMorePointsOfALongRunThanAChartHasRoomFor() {
        Job job = made.seen(4711, "RUNNING", SUBMITTED, null, true, SUBMITTED);
        held(1, 4711, 0, null);
        readings(1, 0, 20_000, 50f);
        clock.move(Duration.ofSeconds(20_000));

        JobSeries series = gpus.series(job, null);

        assertThat(series.step()).isEqualTo(26_000);
        assertThat(series.gpus().get(0).lines().at()).hasSizeBetween(700, 801);
        assertThat(series.gpus().get(0).lines().utilization()).containsOnly(50f);
        assertThat(series.gpus().get(0).lines().most()).isNull();
        assertThat(series.gpus().get(0).gaps()).isEmpty();
    }

    @Test
    void keepsWhatAnEndedJobDidWhenTheReadingsAreGone() {
        Job job = made.seen(4711, "COMPLETED", SUBMITTED, at(60), false, at(61));
        held(1, 4711, 0, 60);
        readings(1, 0, 60, 33f);
        clock.move(Duration.ofMinutes(14));
        assertThat(records.due(clock.instant().minus(Duration.ofMinutes(12)), 10))
                .containsExactly(4711L);

        new RecordKeeper(() -> 1, records, gpus, made.jobs(), clock).write();
        database.jdbc().sql("drop table day").update();

        JsonNode series = json.readTree(records.series(job).orElseThrow());
        assertThat(series.get("gpus").get(0).get("utilization").get(0).asDouble())
                .isEqualTo(33);
        Figures figures = records.figures(job).orElseThrow().get(0);
        assertThat(Objects.requireNonNull(figures.meanUtilization())).isEqualTo(33);
        assertThat(figures.device().title()).isEqualTo("a1 GPU 0");
        assertThat(records.due(clock.instant(), 10)).isEmpty();
    }

    @Test
    void waitsWithTheRecordUntilEveryHoldHasEnded() {
        made.seen(4711, "COMPLETED", SUBMITTED, at(60), false, at(61));
        held(1, 4711, 0, null);

        assertThat(records.due(at(10_000), 10)).isEmpty();
    }

    private void device(String node, int position) {
        database.jdbc()
                .sql("""
                        insert into gpu_device (node, uuid, gres_position, memory_mib, first_seen_at, seen_at)
                        values (:node, :uuid, :position, 81920, :at, :at)
                        """)
                .param("node", node)
                .param("uuid", "GPU-" + node)
                .param("position", position)
                .param("at", Timestamp.from(SUBMITTED))
                .update();
    }

    private void held(int device, long job, int from, @Nullable Integer until) {
        database.jdbc()
                .sql("""
                        insert into gpu_interval (device, raw_job_id, began_at, ended_at, ended_by, source, node)
                        select id, :job, :from, :until, :by, 'log', node from gpu_device where id = :device
                        """)
                .param("device", device)
                .param("job", job)
                .param("from", Timestamp.from(at(from)))
                .param("until", until == null ? null : Timestamp.from(at(until)))
                .param("by", until == null ? null : "epilog")
                .update();
    }

    private void readings(int device, int from, int until, float utilization) {
        database.jdbc()
                .sql("""
                        insert into gpu_sample (device, at, utilization)
                        select :device, :zero::timestamptz + make_interval(secs => second), :utilization
                          from generate_series(:from, :until, 5) as second
                        """)
                .param("device", device)
                .param("zero", Timestamp.from(SUBMITTED))
                .param("utilization", utilization)
                .param("from", from)
                .param("until", until)
                .update();
    }

    private void silent(String node, int since, String why) {
        database.jdbc()
                .sql("insert into gpu_silence (node, since, why) values (:node, :since, :why)")
                .param("node", node)
                .param("since", Timestamp.from(at(since)))
                .param("why", why)
                .update();
    }

    private static Instant at(int second) {
        return SUBMITTED.plusSeconds(second);
    }

    private static long ms(int second) {
        return at(second).toEpochMilli();
    }
}
