package org.sluice.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadParts;
import org.sluice.remote.HeadProperties;
import org.sluice.web.WebParts;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;

/** Changes in a real database, done by a program that writes down what it was asked. */
class ChangeWorkTests {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration HOLD = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    private static OwnDatabase database;

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final ChangeRows changes = new ChangeRows(database.jdbc());
    private final RunRows runs = new RunRows(database.jdbc());

    @BeforeAll
    static void openTheDatabase() {
        database = new OwnDatabase();
    }

    @AfterAll
    static void closeTheDatabase() {
        database.close();
    }

    @BeforeEach
    void forgetEverything() {
        clock.move(Duration.ofHours(12));
        database.jdbc().sql("truncate worker_change, worker_run").update();
    }

    @Test
    void startsAMachineByAPlanOfItsOwnAndCountsItsCost() throws IOException {
        Change asked = asked(Direction.START);
        work("").perform(asked);
        assertThat(calls()).containsExactly("plan {\"start\":[\"e1\"]}", "apply {\"plan\":\"abc\"}");
        assertThat(only().stage()).isEqualTo(Stage.DONE);
        assertThat(only().price()).isEqualByComparingTo("8");
        clock.move(Duration.ofMinutes(90));
        assertThat(runs.costToday(clock.instant()).get("e1")).isEqualByComparingTo("12");
        assertThat(runs.hourly()).isEqualByComparingTo("8");
    }

    @Test
    void goesOnFromThePlanWhereAPortalEndedInTheMiddle() throws IOException {
        Change asked = asked(Direction.START);
        assertThat(changes.claim(asked.id(), NOON, NOON.plus(HOLD))).isTrue();
        changes.planned(asked.id(), "from-before", new BigDecimal("8"), "USD");
        assertThat(changes.claim(asked.id(), NOON.plus(HOLD), NOON.plus(HOLD).plus(HOLD)))
                .as("somebody has it")
                .isFalse();
        Instant later = NOON.plus(HOLD).plusSeconds(1);
        assertThat(only().isAbandoned(later)).isTrue();
        assertThat(changes.claim(asked.id(), later, later.plus(HOLD))).isTrue();
        work("").perform(only());
        assertThat(calls()).containsExactly("apply {\"plan\":\"from-before\"}");
        assertThat(only().stage()).isEqualTo(Stage.DONE);
    }

    @Test
    void leavesOpenWhatTheProvisionerSaidNothingOf() throws IOException {
        Change asked = asked(Direction.START);
        changes.claim(asked.id(), NOON, NOON.plus(HOLD));
        work("apply) exit 1 ;;").perform(asked);
        assertThat(only().stage()).isEqualTo(Stage.UNDER_WAY);
        assertThat(only().words()).contains("not known", "tried again");
        assertThat(only().plan()).isEqualTo("abc");
    }

    @Test
    void waitsWhileTheProvisionerDoesSomethingElse() throws IOException {
        Change asked = asked(Direction.STOP);
        changes.claim(asked.id(), NOON, NOON.plus(HOLD));
        work("destroy) echo '{\"line\":\"refused\",\"why\":\"another change is under way\",\"busy\":true}'; exit ;;")
                .perform(asked);
        assertThat(only().stage()).isEqualTo(Stage.UNDER_WAY);
        assertThat(only().words()).contains("another change is under way");
        assertThat(only().attempts()).as("that was none").isZero();
    }

    @Test
    void givesUpWhatSaidNothingFiveTimes() throws IOException {
        Change asked = asked(Direction.STOP);
        for (int attempt = 1; attempt <= 5; attempt++) {
            Instant at = clock.instant();
            Change read = only();
            assertThat(changes.claim(asked.id(), at, at.plus(HOLD))).isTrue();
            work("destroy) exit 1 ;;").perform(read);
            clock.move(HOLD.plusSeconds(1));
        }
        assertThat(only().stage()).isEqualTo(Stage.FAILED);
        assertThat(only().words()).contains("5 times");
    }

    @Test
    void startsNothingPastTheSpendingLimit() throws IOException {
        runs.begun("e2", "4 x A100", new BigDecimal("8"), "USD", NOON.minus(Duration.ofHours(5)));
        work("").perform(asked(Direction.START));
        assertThat(calls()).containsExactly("plan {\"start\":[\"e1\"]}");
        assertThat(only().stage()).isEqualTo(Stage.REFUSED);
        assertThat(only().words()).contains("spending limit of 50 USD", "40.00 are spent");
    }

    @Test
    void countsOnlyTheDaysOwnHours() {
        runs.begun("e1", "4 x A100", new BigDecimal("2"), "USD", Instant.parse("2025-12-31T10:00:00Z"));
        runs.ended("e1", Instant.parse("2026-01-01T03:00:00Z"));
        assertThat(runs.costToday(NOON).get("e1")).isEqualByComparingTo("6");
        assertThat(runs.costToday(NOON.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void endsTheRunOfAMachineThatIsGone() throws IOException {
        runs.begun("e1", "4 x A100", new BigDecimal("8"), "USD", NOON.minus(Duration.ofHours(1)));
        work("").perform(asked(Direction.STOP));
        assertThat(calls()).containsExactly("destroy {\"nodes\":[\"e1\"]}");
        assertThat(runs.hourly()).isZero();
    }

    @Test
    void seesMachinesThatSomebodyElseStartedOrRemoved() {
        runs.see(machines(Machine.State.RUNNING), Set.of());
        assertThat(runs.hourly()).isEqualByComparingTo("8");
        runs.see(machines(Machine.State.ABSENT), Set.of("e1"));
        assertThat(runs.hourly()).as("it is being changed").isEqualByComparingTo("8");
        runs.see(machines(Machine.State.ABSENT), Set.of());
        assertThat(runs.hourly()).isZero();
    }

    @Test
    void keepsOneOpenChangeANode() {
        assertThat(changes.ask("e1", Direction.START, null, null, NOON)).isTrue();
        assertThat(changes.ask("e1", Direction.STOP, "dana", null, NOON)).isFalse();
        changes.end(only().id(), Stage.FAILED, "no", NOON);
        assertThat(changes.ask("e1", Direction.STOP, "dana", null, NOON)).isTrue();
    }

    private Change asked(Direction direction) {
        changes.ask("e1", direction, null, null, NOON);
        return only();
    }

    private Change only() {
        return changes.newest(1).get(0);
    }

    private Machines machines(Machine.State state) {
        Machine machine = new Machine("e1", "a100x4", "4 x A100", state, new BigDecimal("8"), "USD", null, "");
        return new Machines(clock.instant(), Map.of("e1", machine), List.of(), Optional.empty());
    }

    /** For a head that nobody tells about. */
    private HeadSearch search(Provisioner provisioner, ProvisionerProperties properties) {
        CurrentHead head = HeadParts.current(
                new HeadProperties("head", 22, Path.of("known_hosts"), Path.of("signer.sock"), "/usr/bin"));
        return new HeadSearch(provisioner, properties, head, WebParts.liveStreams(), clock);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }

    private ChangeWork work(String otherwise) throws IOException {
        Path program =
                Files.writeString(directory.resolve("program"), """
                #!/bin/sh
                read -r asked
                echo "$1 $asked" >> '%s'
                case $1 in
                %s
                plan) echo '{"line":"change","node":"e1","title":"4 x A100","price_per_hour":8,"currency":"USD"}'
                      echo '{"line":"plan","plan":"abc","price_per_hour":8,"currency":"USD"}' ;;
                apply) echo '{"line":"applied"}' ;;
                destroy) echo '{"line":"destroyed"}' ;;
                esac
                """.formatted(directory.resolve("calls"), otherwise));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        ProvisionerProperties properties = new ProvisionerProperties(
                List.of(program.toString()), new BigDecimal("50"), 6, Duration.ofSeconds(20), Duration.ofSeconds(20));
        Provisioner provisioner = new Provisioner(properties, clock);
        MachineSight sight =
                new MachineSight(provisioner, runs, search(provisioner, properties), WebParts.liveStreams());
        return new ChangeWork(provisioner, changes, runs, new SpendingLimit(properties), sight, clock);
    }
}
