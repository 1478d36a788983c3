package org.sluice.gpu.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.gpu.GpuProperties;
import org.sluice.gpu.ReadingsTaken;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** From the words of an exporter to the tables of a real PostgreSQL. */
class StoreTests {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OwnDatabase database = new OwnDatabase();
    private final MovableClock clock = new MovableClock();
    private final IntervalRows intervals = new IntervalRows(database.jdbc());
    private final SilenceRows silences = new SilenceRows(database.jdbc());
    private Store store = store();
    private NodeTurn a1 = turn("a1", clock.instant().minusSeconds(600));

    @BeforeEach
    void days() {
        new Days(database.jdbc(), new GpuProperties(EVERY, Duration.ofDays(30)), clock);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void writesEachReadingOnceHoweverOftenItIsTold() {
        Bodies body = Bodies.own("a1", clock.instant())
                .gpu(0)
                .gpu(1)
                .reading(0, ago(10), 40)
                .reading(1, ago(10), 41)
                .reading(0, ago(5), 42)
                .reading(1, ago(5), 43);

        tell(a1, body);
        tell(a1, body);

        assertThat(numbers("select utilization from gpu_sample order by at, device"))
                .containsExactly(40L, 41L, 42L, 43L);
        assertThat(a1.storedMillis()).isEqualTo(ago(5).toEpochMilli());
        assertThat(numbers("select power * 100 from gpu_sample order by at, device limit 1"))
                .containsExactly(18_025L);
        assertThat(numbers("select gres_position from gpu_device order by 1")).containsExactly(0L, 1L);
        assertThat(numbers("select minor from gpu_device order by 1")).containsExactly(6L, 7L);
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).reading(0, ago(10), 40));
        Store restarted = store();
        NodeTurn again = turn("a1", restarted.storedUntil("a1", ago(600)));

        restarted.store(List.of(told(
                again,
                Bodies.own("a1", clock.instant()).gpu(0).reading(0, ago(10), 40).reading(0, ago(5), 41))));

        assertThat(numbers("select utilization from gpu_sample order by at")).containsExactly(40L, 41L);
    }

    @Test
    void writesNothingAtAllWhenAReadingIsThereAlready() {
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).reading(0, ago(5), 40));
        NodeTurn forgetful = turn("a1", ago(600));
        Bodies again = Bodies.own("a1", clock.instant())
                .gpu(0)
                .gpu(1)
                .hold(4711, 0, 1, ago(20), null)
                .reading(0, ago(5), 40)
                .reading(1, ago(5), 41);

        assertThatThrownBy(() -> tell(forgetful, again)).isInstanceOf(DataAccessException.class);

        assertThat(numbers("select count(*) from gpu_sample")).containsExactly(1L);
        assertThat(numbers("select count(*) from gpu_interval")).containsExactly(0L);
        assertThat(forgetful.storedMillis()).isEqualTo(ago(600).toEpochMilli());
    }

    @Test
    void endsAHoldOnceAndNeverReopensIt() {
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).hold(4711, 0, 0, ago(60), null));
        assertThat(numbers("select count(*) from gpu_interval where ended_at is null"))
                .containsExactly(1L);

        List<ReadingsTaken> news =
                tell(a1, Bodies.own("a1", clock.instant()).gpu(0).hold(4711, 0, 0, ago(60), ago(5)));
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).hold(4711, 0, 0, ago(60), null));

        assertThat(news).extracting(ReadingsTaken::rawJobIds).containsExactly(Set.of(4711L));
        assertThat(rows("select ended_by, ended_at - began_at = interval '55 seconds' as right from gpu_interval"))
                .containsExactly(Map.of("ended_by", "epilog", "right", true));
    }

    @Test
    void keepsBothRunsOfARequeuedJob() {
        tell(
                a1,
                Bodies.own("a1", clock.instant())
                        .gpu(0)
                        .hold(4711, 0, 0, ago(300), ago(200))
                        .hold(4711, 1, 0, ago(60), null));

        assertThat(numbers("select restart from gpu_interval order by began_at"))
                .containsExactly(0L, 1L);
    }

    @Test
    void takesTheNodesWordForAnEndOverSlurms() {
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).hold(4711, 0, 0, ago(60), null));
        database.jdbc()
                .sql("update gpu_interval set ended_at = began_at + interval '50 seconds', ended_by = 'slurm'")
                .update();

        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).hold(4711, 0, 0, ago(60), ago(8)));

        assertThat(rows("select ended_by, ended_at - began_at = interval '52 seconds' as right from gpu_interval"))
                .containsExactly(Map.of("ended_by", "epilog", "right", true));
    }

    @Test
    void movesWhatANodeWithAWrongClockTells() {
        Instant wrong = clock.instant().plusSeconds(90);
        a1.compareClocks(wrong, clock.instant());

        tell(
                a1,
                Bodies.own("a1", wrong)
                        .gpu(0)
                        .hold(4711, 0, 0, wrong.minusSeconds(30), null)
                        .reading(0, wrong.minusSeconds(5), 40));

        assertThat(rows("select at from gpu_sample")).containsExactly(Map.of("at", Timestamp.from(ago(5))));
        assertThat(rows("select began_at from gpu_interval"))
                .containsExactly(Map.of("began_at", Timestamp.from(ago(30))));
        assertThat(a1.storedMillis()).isEqualTo(wrong.minusSeconds(5).toEpochMilli());
    }

    @Test
    void believesNoReadingFromTheFutureOrFromLongAgo() {
        tell(
                a1,
                Bodies.own("a1", clock.instant())
                        .gpu(0)
                        .reading(0, ago(3600), 1)
                        .reading(0, ago(-60), 2)
                        .reading(0, ago(5), 3));

        assertThat(numbers("select utilization from gpu_sample")).containsExactly(3L);
    }

    @Test
    void readsAStockExporterAndTheJobsItNames() {
        tell(a1, Bodies.stock("a1").stockReading(0, 40, 4711L).stockReading(1, 2, null));
        clock.move(EVERY);
        tell(a1, Bodies.stock("a1").stockReading(0, 41, 4711L).stockReading(1, 2, null));
        clock.move(EVERY);
        tell(a1, Bodies.stock("a1").stockReading(0, 0, null).stockReading(1, 2, null));

        assertThat(numbers("select utilization from gpu_sample order by device, at"))
                .containsExactly(40L, 41L, 0L, 2L, 2L, 2L);
        assertThat(
                        rows(
                                "select raw_job_id, source, ended_by, ended_at - began_at = interval '10 seconds' as right from gpu_interval"))
                .containsExactly(Map.of("raw_job_id", 4711L, "source", "hpc_job", "ended_by", "slurm", "right", true));
        assertThat(numbers("select memory_mib from gpu_device order by id limit 1"))
                .containsExactly(81_920L);
    }

    @Test
    void goesOnWithHoldsByLabelOfAnEarlierPortalAndLeavesThoseThatItEnded() {
        tell(a1, Bodies.stock("a1").stockReading(0, 40, 4711L).stockReading(1, 40, 4712L));
        clock.move(Duration.ofSeconds(60));
        Store later = store();
        later.store(
                List.of(told(a1, Bodies.stock("a1").stockReading(0, 40, 4711L).stockReading(1, 40, null))));
        clock.move(Duration.ofSeconds(60));
        store.forget();
        tell(a1, Bodies.stock("a1").stockReading(0, 40, null).stockReading(1, 40, null));

        assertThat(
                        rows(
                                "select raw_job_id, extract(epoch from ended_at - began_at)::int as held from gpu_interval order by 1"))
                .containsExactly(Map.of("raw_job_id", 4711L, "held", 120), Map.of("raw_job_id", 4712L, "held", 60));
    }

    @Test
    void oneReadingOfADeviceThatSeveralJobsShare() {
        tell(a1, Bodies.stock("a1").stockReading(0, 40, 4711L).stockReading(0, 40, 4712L));

        assertThat(numbers("select utilization from gpu_sample")).containsExactly(40L);
        assertThat(rows("select raw_job_id, shared from gpu_interval order by 1"))
                .containsExactly(
                        Map.of("raw_job_id", 4711L, "shared", true), Map.of("raw_job_id", 4712L, "shared", true));
    }

    @Test
    void fillsInFromSlurmOnlyWhatTheNodeDidNotNote() {
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).gpu(1).hold(4711, 0, 0, ago(58), null));

        intervals.fillIn(4711, "a1", ago(59), null, List.of(0));
        intervals.fillIn(4712, "a1", ago(100), ago(70), List.of(1));
        intervals.fillIn(4713, "a1", ago(50), null, List.of(1));
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).gpu(1).hold(4713, 0, 1, ago(49), null));

        assertThat(rows("select raw_job_id, source, ended_at is null as open from gpu_interval order by 1"))
                .containsExactly(
                        Map.of("raw_job_id", 4711L, "source", "log", "open", true),
                        Map.of("raw_job_id", 4712L, "source", "idx", "open", false),
                        Map.of("raw_job_id", 4713L, "source", "log", "open", true));
    }

    @Test
    void fillsInTheSecondRunOfAJobWhoseFirstTheNodeNoted() {
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).gpu(1).hold(4711, 0, 0, ago(80), ago(70)));

        intervals.fillIn(4711, "a1", ago(60), ago(50), List.of(1));

        assertThat(numbers("select device from gpu_interval order by began_at"))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSilenceBeginsWithTheLastAnswerAndEndsWithTheNext() {
        silences.begin("a1", ago(60), "refused");
        silences.begin("a1", ago(30), "timed out");
        a1.failed(clock.instant());

        tell(a1, Bodies.own("a1", clock.instant()).gpu(0));

        assertThat(rows("select why, until - since = interval '60 seconds' as right from gpu_silence"))
                .containsExactly(Map.of("why", "timed out", "right", true));
        assertThat(silences.lookedAt()).contains(clock.instant());
    }

    @Test
    void hasADayForReadingsAroundMidnightAndDropsOldOnes() {
        GpuProperties keepTwoDays = new GpuProperties(EVERY, Duration.ofDays(2));
        Days days = new Days(database.jdbc(), keepTwoDays, clock);
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).reading(0, ago(5), 1));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));

        clock.move(Duration.ofDays(2).plusHours(1));
        days.turn();
        assertThat(numbers("select utilization from gpu_sample")).isEmpty();
        a1 = turn("a1", ago(600));
        tell(a1, Bodies.own("a1", clock.instant()).gpu(0).reading(0, ago(5), 2));

        assertThat(numbers("select utilization from gpu_sample")).containsExactly(2L);
    }

    private List<ReadingsTaken> tell(NodeTurn turn, Bodies body) {
        return store.store(List.of(told(turn, body)));
    }

    private NodeAnswer told(NodeTurn turn, Bodies body) {
        return new NodeAnswer(turn, body.read(turn.reader), clock.instant());
    }

    private NodeTurn turn(String node, Instant storedUntil) {
        return new NodeTurn(node, clock.instant(), EVERY, storedUntil);
    }

    private Store store() {
        return new Store(
                new DeviceRows(database.jdbc()),
                intervals,
                silences,
                new LabelledHolds(intervals),
                new JdbcTemplate(database.tables()),
                database.transaction(),
                clock);
    }

    private Instant ago(int seconds) {
        return clock.instant().minusSeconds(seconds);
    }

    private List<Long> numbers(String query) {
        return database.jdbc().sql(query).query(Long.class).list();
    }

    private List<Map<String, Object>> rows(String query) {
        return database.jdbc().sql(query).query().listOfRows();
    }
}
