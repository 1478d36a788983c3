package org.sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluice.slurm.NodeState;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;

class DueChangeTests {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MOST = 3;

    /** States as 22.05 wrote them on the demo. */
    @ParameterizedTest
    @CsvSource({
        "IDLE+CLOUD+NOT_RESPONDING+POWERING_UP, absent, START",
        "MIXED+CLOUD+NOT_RESPONDING+POWERING_UP, absent, START",
        "IDLE+CLOUD+NOT_RESPONDING+POWERING_UP, starting,",
        "IDLE+CLOUD+NOT_RESPONDING+POWERING_UP, running,",
        "IDLE+CLOUD+NOT_RESPONDING+POWERING_UP, unknown,",
        "IDLE+CLOUD, running,",
        "MIXED+CLOUD+DRAIN+POWER_DOWN, running,",
        "IDLE+CLOUD+POWERING_DOWN, running, STOP",
        "IDLE+CLOUD+POWERED_DOWN, running, STOP",
        "IDLE+CLOUD+POWERED_DOWN, lost, STOP",
        "IDLE+CLOUD+POWERED_DOWN, absent,",
        "DOWN+CLOUD+POWERED_DOWN, absent,",
        "DOWN+CLOUD+NOT_RESPONDING, running,",
    })
    void isReadFromWhatSlurmShowsAndWhatIsThere(String state, String machine, Direction expected) {
        assertThat(wish(state, machine, List.of()).direction()).isEqualTo(expected);
    }

    @Test
    void putsOffAMachineThatWasStartedTooOften() {
        List<Change> starts = new ArrayList<>();
        for (int minutes = 5; starts.size() < MOST; minutes += 10) {
            starts.add(start(Stage.DONE, Duration.ofMinutes(minutes)));
        }
        DueChange wish = wish("IDLE+CLOUD+POWERING_UP", "absent", starts);
        assertThat(wish.direction()).isNull();
        assertThat(wish.words()).contains("3 times within the last hour");
        assertThat(wish("IDLE+CLOUD+POWERING_UP", "absent", starts.subList(1, MOST))
                        .direction())
                .isEqualTo(Direction.START);
    }

    @Test
    void pausesLongerAfterEachFailureInARow() {
        assertThat(afterFailures(Duration.ofSeconds(59))).isNull();
        assertThat(afterFailures(Duration.ofSeconds(61))).isEqualTo(Direction.START);
        assertThat(afterFailures(Duration.ofSeconds(119), Duration.ofMinutes(5)))
                .isNull();
        assertThat(afterFailures(Duration.ofSeconds(121), Duration.ofMinutes(5)))
                .isEqualTo(Direction.START);
    }

    @Test
    void saysWhatTheLastStartCameTo() {
        assertThat(wish("IDLE+CLOUD+POWERING_UP", "absent", List.of(start(Stage.FAILED, Duration.ofSeconds(5))))
                        .words())
                .contains("out of stock", "after 1 min");
    }

    @Test
    void doesNotDoByItselfWhatAnAdministratorWasRefused() {
        Change refused = start(Stage.REFUSED, Duration.ofMinutes(20), "dana");
        DueChange wish = wish("IDLE+CLOUD+POWERING_UP", "absent", List.of(refused));
        assertThat(wish.direction()).isNull();
        assertThat(wish.words()).contains("What dana asked for was not done");
    }

    @Test
    void pausesAfterARemovalThatFailedToo() {
        Change failed = change(Direction.STOP, Stage.FAILED, Duration.ofSeconds(30), null);
        assertThat(wish("IDLE+CLOUD+POWERED_DOWN", "running", List.of(failed)).direction())
                .isNull();
        Change earlier = change(Direction.STOP, Stage.FAILED, Duration.ofSeconds(70), null);
        assertThat(wish("IDLE+CLOUD+POWERED_DOWN", "running", List.of(earlier)).direction())
                .isEqualTo(Direction.STOP);
    }

    private static @Nullable Direction afterFailures(Duration... ago) {
        List<Change> starts = new ArrayList<>();
        for (Duration each : ago) {
            starts.add(start(Stage.FAILED, each));
        }
        return wish("IDLE+CLOUD+POWERING_UP", "absent", starts).direction();
    }

    private static DueChange wish(String state, String machine, List<Change> starts) {
        return DueChange.of(NodeState.parse(state), machine(machine), () -> starts, MOST, NOW);
    }

    private static Machine machine(String state) {
        return new Machine(
                "e1", "a100x4", "4 x A100", Machine.State.of(state), new BigDecimal("7.16"), "USD", null, "");
    }

    private static Change start(Stage stage, Duration ago) {
        return start(stage, ago, null);
    }

    private static Change start(Stage stage, Duration ago, @Nullable String askedBy) {
        return change(Direction.START, stage, ago, askedBy);
    }

    private static Change change(Direction direction, Stage stage, Duration ago, @Nullable String askedBy) {
        Instant at = NOW.minus(ago);
        return new Change(
                1, "e1", direction, askedBy, at, stage, null, null, null, "USD", "It is out of stock.", 1, at, null);
    }
}
