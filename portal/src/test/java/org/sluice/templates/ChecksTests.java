package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.cluster.Association;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.ReservationRecord;
import org.sluice.cluster.command.ScontrolShowNode;
import org.sluice.cluster.command.ScontrolShowPartition;
import org.sluice.cluster.command.ScontrolShowReservation;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;
import org.sluice.web.Formats;

/** What recorded pictures of a real cluster say about wishes. */
class ChecksTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Formats FORMATS = new Formats(Clock.fixed(NOW, ZoneOffset.UTC));
    private static final String PARTITIONS = recording("scontrol-show-partition/all.txt");
    private static final List<Association> MINE = List.of(new Association(
            "research",
            "sluice-alice",
            "",
            "normal",
            List.of("normal", "short"),
            OptionalInt.empty(),
            OptionalInt.empty(),
            TimeLimit.NOT_SET,
            Tres.NONE));
    private static final SbatchOptions TWO_BY_TWO = options(Map.of(
            Option.ACCOUNT, "research",
            Option.PARTITION, "gpu",
            Option.NODES, "2",
            Option.GPUS_PER_NODE, "a100:2",
            Option.MEMORY, "8G",
            Option.TIME, "1:00:00"));

    @Test
    void fitsOnIdleNodes() {
        assertThat(checks(TWO_BY_TWO, "all-idle.oneline"))
                .containsExactly(
                        Check.ok("The time limit is within the partition's 2-00:00:00."),
                        Check.ok("It fits now: 3 nodes of partition gpu could take 2 a100 GPUs and 8 GiB."));
    }

    @Test
    void namesTheMaintenanceThatBeginsBeforeTheTimeLimitHasPassed() {
        List<Check> checks =
                checks(TWO_BY_TWO, PARTITIONS, nodes("all-idle.oneline"), maintenance(Duration.ofMinutes(20)), NOW);
        assertThat(checks).noneMatch(check -> check.words().startsWith("It fits now"));
        assertThat(checks)
                .contains(Check.warn("It fits, but not now: maintenance maint_driver keeps a[1-2] from"
                        + " 2026-11-21 12:20:00 UTC to 2026-11-21 14:20:00 UTC, before a time limit of 1:00:00 has"
                        + " passed. It will wait; a time limit that ends before then lets it start now."));
    }

    @Test
    void maintenanceAfterTheTimeLimitOrOfOtherNodesKeepsNothing() {
        assertThat(checks(TWO_BY_TWO, PARTITIONS, nodes("all-idle.oneline"), maintenance(Duration.ofHours(2)), NOW))
                .anyMatch(check -> check.words().startsWith("It fits now: 3 nodes"));
        assertThat(checks(
                        TWO_BY_TWO.with(Option.NODES, "1"),
                        PARTITIONS,
                        nodes("all-idle.oneline"),
                        maintenance(Duration.ofMinutes(20)),
                        NOW))
                .anyMatch(check -> check.words().startsWith("It fits now: 1 node"));
        assertThat(checks(
                        TWO_BY_TWO.with(Option.RESERVATION, "maint_driver"),
                        PARTITIONS,
                        nodes("all-idle.oneline"),
                        maintenance(Duration.ofMinutes(-20)),
                        NOW))
                .anyMatch(check -> check.words().startsWith("It fits now: 3 nodes"));
    }

    @Test
    void saysNothingOfNowFromAnOldPicture() {
        assertThat(checks(TWO_BY_TWO, PARTITIONS, nodes("all-idle.oneline"), List.of(), NOW.minusSeconds(38)))
                .contains(Check.unknown("It fitted when Slurm last answered, 38 s ago: 3 nodes of partition gpu could"
                        + " take 2 a100 GPUs and 8 GiB."));
    }

    @Test
    void nodesThatAreOffAreStartedFirst() {
        Collection<NodeRecord> off = ScontrolShowNode.parse(recording("scontrol-show-node/all-idle.oneline.txt")
                        .replace("Partitions=a100", "Partitions=gpu")
                        .replace("State=IDLE", "State=IDLE+POWERED_DOWN"))
                .all();
        assertThat(checks(TWO_BY_TWO, PARTITIONS, off, List.of(), NOW))
                .contains(Check.ok("It fits once Slurm has started 2 nodes of partition gpu for it, which takes some"
                        + " minutes."));
    }

    @Test
    void looksAtEachOfSeveralPartitions() {
        assertThat(checks(TWO_BY_TWO.with(Option.PARTITION, "gpu,nosuch"), "all-idle.oneline"))
                .contains(Check.ok("It fits now: 3 nodes of partition gpu could take 2 a100 GPUs and 8 GiB."))
                .anyMatch(check -> check.words().startsWith("There is no partition nosuch;"));
    }

    @Test
    void waitsWhileOthersHoldTheGpus() {
        assertThat(checks(TWO_BY_TWO, "two-nodes.details-oneline"))
                .contains(Check.warn("It fits, but not now: 0 of 2 free for 2 a100 GPUs and 8 GiB. It will wait."));
        assertThat(checks(TWO_BY_TWO.with(Option.GPUS_PER_NODE, "6"), "mixed-and-allocated.oneline"))
                .contains(Check.warn("It fits, but not now: 1 of 2 free for 6 GPUs and 8 GiB. It will wait."));
        assertThat(checks(TWO_BY_TWO.with(Option.GPUS_PER_NODE, "a100:5"), "mixed-and-allocated.oneline"))
                .contains(Check.ok("It fits now: 2 nodes of partition gpu could take 5 a100 GPUs and 8 GiB."));
    }

    @Test
    void waitsForNodesOutOfService() {
        assertThat(checks(TWO_BY_TWO.with(Option.NODES, "3"), "drained.oneline"))
                .contains(Check.warn("Only 2 of the 3 nodes that could hold 2 a100 GPUs and 8 GiB take jobs now:"
                        + " it waits until others are back in service."));
    }

    @Test
    void saysWhatWouldFit() {
        assertThat(checks(TWO_BY_TWO.with(Option.GPUS_PER_NODE, "a100:9"), "all-idle.oneline"))
                .contains(Check.bad("0 nodes of partition gpu could hold 9 a100 GPUs and 8 GiB; you ask for 2."
                        + " It has 3 in all, with at most 8 a100 GPUs, 64 CPUs and 500 GiB:"
                        + " ask for less on each node, or fewer nodes."));
        assertThat(checks(TWO_BY_TWO.with(Option.NODES, "4"), "all-idle.oneline"))
                .extracting(Check::kind)
                .contains("bad");
    }

    @Test
    void countsMemoryAndCpusToo() {
        assertThat(checks(TWO_BY_TWO.with(Option.MEMORY, "501G"), "all-idle.oneline"))
                .extracting(Check::kind)
                .contains("bad");
        assertThat(checks(TWO_BY_TWO.with(Option.CPUS_PER_TASK, "65"), "all-idle.oneline"))
                .extracting(Check::kind)
                .contains("bad");
        SbatchOptions wholeNode = TWO_BY_TWO.with(Option.CPUS_PER_TASK, "64").with(Option.GPUS_PER_NODE, "a100:1");
        assertThat(checks(wholeNode, "mixed-and-allocated.oneline"))
                .contains(Check.warn(
                        "It fits, but not now: 1 of 2 free for 1 a100 GPU, 64 CPUs and 8 GiB. It will wait."));
    }

    @Test
    void namesThePartitionThatHasTheGpus() {
        assertThat(checks(TWO_BY_TWO.with(Option.GPUS_PER_NODE, "h100:1"), "all-idle.oneline"))
                .contains(Check.bad("Partition gpu has no h100 GPUs; choose partition h100."));
        assertThat(checks(TWO_BY_TWO.with(Option.GPUS_PER_NODE, "b300:1"), "all-idle.oneline"))
                .contains(Check.bad("Partition gpu has no b300 GPUs; no partition has."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2-00:00:01", "3-0", "UNLIMITED", "0", "99999999999999999999", "1:2:99999999999999"})
    void refusesMoreTimeThanThePartitionGives(String time) {
        assertThat(checks(TWO_BY_TWO.with(Option.TIME, time), "all-idle.oneline"))
                .contains(Check.bad("Partition gpu runs jobs for 2-00:00:00 at most: ask for less."));
    }

    @Test
    void namesThePartitionsAndAccountsThereAre() {
        assertThat(checks(TWO_BY_TWO.with(Option.PARTITION, "gpus"), "all-idle.oneline"))
                .contains(Check.bad("There is no partition gpus; there are gpu, cpu."));
        assertThat(checks(TWO_BY_TWO.with(Option.ACCOUNT, "startup"), "all-idle.oneline"))
                .contains(Check.bad("You may not charge to startup; you may to research."));
        assertThat(checks(TWO_BY_TWO.with(Option.QOS, "small"), "all-idle.oneline"))
                .contains(Check.bad("Your account may not use QOS small."));
    }

    @Test
    void tellsWhatThePartitionDoesNotTake() {
        assertThat(checks(TWO_BY_TWO, "all-idle.oneline", "AllowAccounts=ALL", "AllowAccounts=startup"))
                .contains(Check.bad("Partition gpu does not take account research."));
        assertThat(checks(TWO_BY_TWO.with(Option.QOS, "short"), "all-idle.oneline", "AllowQos=ALL", "AllowQos=normal"))
                .contains(Check.bad("Partition gpu does not take QOS short; it takes normal."));
        assertThat(checks(TWO_BY_TWO, "all-idle.oneline", "MaxNodes=UNLIMITED", "MaxNodes=1"))
                .contains(Check.bad("Partition gpu gives a job 1 node at most: ask for fewer."));
        assertThat(checks(TWO_BY_TWO, "all-idle.oneline", "State=UP", "State=DRAIN"))
                .contains(Check.warn("Partition gpu is DRAIN: the job waits until an administrator opens it."));
    }

    @Test
    void saysThatNothingIsKnownYet() {
        assertThat(Checks.of(TWO_BY_TWO, seen(List.of(), List.of()), MINE, FORMATS))
                .singleElement()
                .extracting(Check::kind)
                .isEqualTo("unknown");
        assertThat(Checks.of(TWO_BY_TWO, seen(partitions(PARTITIONS), nodes("all-idle.oneline")), List.of(), FORMATS))
                .contains(Check.unknown("Accounting has named no account of yours yet."));
    }

    private static List<Check> checks(SbatchOptions options, String situation) {
        return checks(options, PARTITIONS, nodes(situation), List.of(), NOW);
    }

    private static List<Check> checks(
            SbatchOptions options,
            String partitions,
            Collection<NodeRecord> nodes,
            List<ReservationRecord> reservations,
            Instant observedAt) {
        SeenCluster seen = new SeenCluster(partitions(partitions), nodes, reservations, observedAt, NOW);
        return Checks.of(options, seen, MINE, FORMATS);
    }

    private static SeenCluster seen(Collection<PartitionRecord> partitions, Collection<NodeRecord> nodes) {
        return new SeenCluster(partitions, nodes, List.of(), NOW, NOW);
    }

    /** Two hours of maintenance of all large nodes but one, that begin after this time. */
    private static List<ReservationRecord> maintenance(Duration after) {
        return ScontrolShowReservation.parse("ReservationName=maint_driver StartTime="
                        + NOW.plus(after).getEpochSecond() + " EndTime="
                        + NOW.plus(after).plusSeconds(7200).getEpochSecond()
                        + " Nodes=a[1-2] NodeCnt=2 Flags=MAINT Users=root Accounts=(null) State=INACTIVE")
                .all();
    }

    /** The recorded partitions with one setting of all of them changed. */
    private static List<Check> checks(SbatchOptions options, String situation, String setting, String changed) {
        assertThat(PARTITIONS).contains(setting);
        return checks(options, PARTITIONS.replace(setting, changed), nodes(situation), List.of(), NOW);
    }

    private static Collection<PartitionRecord> partitions(String text) {
        return ScontrolShowPartition.parse(text).all();
    }

    /** The recorded nodes; the large cluster's partition of A100 nodes is called as the small one's. */
    private static Collection<NodeRecord> nodes(String situation) {
        return ScontrolShowNode.parse(recording("scontrol-show-node/" + situation + ".txt")
                        .replace("Partitions=a100", "Partitions=gpu"))
                .all();
    }

    private static SbatchOptions options(Map<Option, String> values) {
        SbatchOptions options = SbatchOptions.NONE;
        for (Map.Entry<Option, String> value : values.entrySet()) {
            options = options.with(value.getKey(), value.getValue());
        }
        return options;
    }

    private static String recording(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/slurm/22.05", name));
        } catch (IOException e) {
            throw new AssertionError("the recording " + name + " is missing", e);
        }
    }
}
