package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a job writes, and whatever words Slurm passes on, no rule throws and each quotes only what is there. */
class HostileOutputTests {
    private static final int MIB = 1 << 20;
    private static final int LINE = 2_000;
    private static final Duration HOUR = Duration.ofHours(1);
    /** How often each character of the output may be searched, over all rules. */
    private static final int SEARCHES = 16;

    private static final List<String> STATES = List.of(
            "FAILED",
            "OUT_OF_MEMORY",
            "TIMEOUT",
            "CANCELLED",
            "NODE_FAIL",
            "PREEMPTED",
            "BOOT_FAIL",
            "DEADLINE",
            "COMPLETED",
            "RUNNING",
            "SOMETHING_NEW");
    private static final List<String> EXITS =
            List.of("0:0", "1:0", "2:0", "126:0", "127:0", "255:0", "0:9", "0:11", "0:53", "0:125", "99999:99999");
    private static final List<String> REASONS = List.of(
            "None",
            "Priority",
            "Resources",
            "Dependency",
            "DependencyNeverSatisfied",
            "AssocGrpGRES",
            "QOSMaxWallDurationPerJob",
            "JobArrayTaskLimit",
            "JobHeldUser",
            "BeginTime",
            "PartitionTimeLimit",
            "ReqNodeNotAvail",
            "Reservation",
            "launch_failed_requeued_held",
            "BadConstraints");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " ",
                ": 1: ",
                "line 1: ",
                "Killed ",
                "bad interpreter",
                ": No such file or directory",
                "Traceback (most recent call last):",
                "exceeded memory limit ("
            })
    void aMebibyteCostsEachRuleABoundedSearch(String piece) {
        String line = piece.repeat(LINE / piece.length());
        String[] lines = IntStream.range(0, MIB / LINE).mapToObj(i -> line).toArray(String[]::new);
        Case job = Case.ended("FAILED", "127:0").says(lines);

        Budget budget = new Budget((long) SEARCHES * MIB, HOUR);
        job.explanation(budget);
        assertThat(budget.isSpent()).isFalse();
    }

    @Test
    void saysThatItStoppedWhenTheBudgetIsSpent() {
        String[] lines = IntStream.range(0, 1_000).mapToObj(i -> ": not found").toArray(String[]::new);
        Explanation found = Case.ended("TIMEOUT", "0:15").says(lines).explanation(new Budget(500, HOUR));

        assertThat(found.gap()).startsWith("The search ended before");
        assertThat(found.findings()).extracting(Finding::rule).doesNotContain("CommandNotFound");
    }

    @Test
    void stopsWhenNobodyWaitsAnyMore() {
        Thread.currentThread().interrupt();
        Explanation found =
                Case.ended("FAILED", "127:0").says(": 1: x: not found").explanation(Budget.usual());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(found.gap()).startsWith("The search ended before");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noRuleThrowsAndEachQuotesWhatIsThere(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> lines = HostileText.lines(random, 12);
            Case job = random.nextInt(4) > 0 ? ended(random) : waiting(random);
            job.says(lines.toArray(String[]::new));
            String what = "seed " + seed + ", round " + round + ": " + lines;

            assertThatCode(() -> quotesOnly(job, lines)).as(what).doesNotThrowAnyException();
        }
    }

    private static void quotesOnly(Case job, List<String> lines) {
        for (Finding finding : job.findings()) {
            assertThat(finding.title()).isNotBlank();
            for (Citation citation : finding.citations()) {
                if (citation instanceof Citation.Line line) {
                    assertThat(line.text()).isEqualTo(lines.get((int) line.number() - 1));
                }
            }
            FindingView.of(finding, "4711");
        }
    }

    private static Case ended(Random random) {
        Case job = Case.ended(HostileText.oneOf(random, STATES), HostileText.oneOf(random, EXITS))
                .reason(random.nextBoolean() ? HostileText.line(random) : HostileText.oneOf(random, REASONS))
                .cancelledBy(random.nextBoolean() ? HostileText.line(random) : null);
        return random.nextInt(5) == 0 ? job.neverStarted() : job;
    }

    private static Case waiting(Random random) {
        return Case.waiting(random.nextInt(4) == 0 ? HostileText.line(random) : HostileText.oneOf(random, REASONS))
                .dependency(HostileText.line(random))
                .gpus(random.nextInt(9), 1 + random.nextInt(3));
    }

    @Test
    void theWordsOfEveryKindAreTriedByTheFuzz() {
        Set<String> found = new TreeSet<>();
        for (long seed = 1; seed <= 8; seed++) {
            Random random = new Random(seed);
            for (int round = 0; round < 500; round++) {
                List<String> lines = HostileText.lines(random, 12);
                Case job = random.nextInt(4) > 0 ? ended(random) : waiting(random);
                job.says(lines.toArray(String[]::new)).findings().forEach(finding -> found.add(finding.rule()));
            }
        }
        assertThat(found)
                .contains("OutOfMemory", "NcclTimeout", "CommandNotFound", "PythonTraceback", "WaitsForDependency");
    }
}
