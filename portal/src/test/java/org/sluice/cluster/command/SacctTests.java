package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.AccountedStep;
import org.sluice.cluster.Rows;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;

class SacctTests {
    private static final String SEPARATOR = "\u001f";
    private final Sacct sacct = Sacct.separatedBy(SEPARATOR);

    static List<Recording> recordings() {
        return Recording.of("sacct");
    }

    static List<Recording> answers() {
        return Recording.of("sacct-marked");
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void readsEveryRecording(Recording recording) {
        Rows<AccountedJob> rows = sacct.parse(separatedAnew(recording));
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all()).allSatisfy(job -> {
            assertThat(job.state().isKnown()).as(job.state().raw()).isTrue();
            assertThat(job.exit()).isPresent();
            assertThat(job.steps())
                    .allSatisfy(step -> assertThat(step.state().isKnown()).isTrue());
        });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void readsEveryRecordedAnswerToItsOwnQuestion(Recording recording) {
        Rows<AccountedJob> rows = marked(recording).parse(answer(recording));
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all())
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.owner()).isNotEqualTo("root"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    oom.settled              | OUT_OF_MEMORY     | 0:125
                    exit-nonzero.settled     | FAILED            | 3:0
                    timeout.settled          | TIMEOUT           | 0:0
                    output-not-writable.settled | FAILED         | 0:53
                    cancelled-by-user.settled | CANCELLED by 1001 | 0:0
                    """)
    void tellsHowAJobEnded(String situation, String state, String exit) {
        AccountedJob job = only(Recording.of("sacct", situation).get(0));
        assertThat(job.state()).isEqualTo(JobState.parse(state));
        assertThat(job.exit()).contains(ExitStatus.parse(exit));
        assertThat(job.endedAt()).isNotNull();
    }

    @Test
    void aFailedStepShowsThoughTheJobCompleted() {
        AccountedJob job = only(Recording.of("sacct", "multi-step.settled").get(0));
        assertThat(job.state().isCompleted()).isTrue();
        assertThat(job.derivedExit()).contains(ExitStatus.parse("1:0"));
        assertThat(job.steps()).extracting(AccountedStep::step).containsExactly("batch", "0", "1", "2");
        assertThat(job.steps().get(2).state().isFailure()).isTrue();
        assertThat(job.steps().get(0).peakMemory()).isPresent();
        assertThat(job.steps().get(0).cpuTime()).isPresent();
    }

    @Test
    void eachRunOfARequeuedJobKeepsItsOwnSteps() {
        List<AccountedJob> runs = sacct.parse(separatedAnew(
                        Recording.of("sacct", "preempt-requeue.after").get(0)))
                .all();
        assertThat(runs).extracting(run -> run.state().name().name()).containsExactly("PREEMPTED", "CANCELLED");
        assertThat(runs).allSatisfy(run -> assertThat(run.steps()).hasSize(1));
    }

    @Test
    void whatAccountingDoesNotKnowYetIsNotANumber() {
        AccountedJob job = only(Recording.of("sacct", "cancelled-pending.after").get(0));
        assertThat(job.nodeList()).isEmpty();
        assertThat(job.requestedMemory()).isEmpty();
        assertThat(job.steps()).isEmpty();
        assertThat(job.state().cancelledBy()).hasValue(1001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExitCode",
                "DerivedExitCode",
                "Eligible",
                "Start",
                "End",
                "ElapsedRaw",
                "Timelimit",
                "NNodes",
                "NCPUS",
                "NodeList",
                "ReqTRES",
                "AllocTRES"
            })
    void aFieldThatCannotBeReadTakesNoOtherAway(String column) {
        Recording recording = Recording.of("sacct", "oom.settled").get(0);
        AccountedJob whole = only(recording);
        Rows<AccountedJob> rows = sacct.parse(with(separatedAnew(recording), 1, column, "a[1-"));
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.samples().get(0)).startsWith("not read: " + column);
        AccountedJob job = rows.all().get(0);
        assertThat(job.key()).isEqualTo(whole.key());
        assertThat(job.charge()).isEqualTo(whole.charge());
        assertThat(job.state()).isEqualTo(whole.state());
        assertThat(job.steps()).isEqualTo(whole.steps());
    }

    @Test
    void stepsOfARunThatCannotBeReadAreNoOtherRuns() {
        String answer =
                separatedAnew(Recording.of("sacct", "preempt-requeue.after").get(0));
        List<AccountedJob> both = sacct.parse(answer).all();
        Rows<AccountedJob> rows = sacct.parse(with(answer, 3, "Submit", "soon"));
        assertThat(rows.all()).containsExactly(both.get(0));
        assertThat(rows.unreadable()).isEqualTo(2);
    }

    @Test
    void namesWithLineBreaksAndSeparatorsStayInTheirRows() {
        Recording hostile = Recording.of("sacct-marked", "hostile-names").get(0);
        List<AccountedJob> jobs = marked(hostile).parse(answer(hostile)).all();
        assertThat(jobs).hasSize(10).allSatisfy(job -> assertThat(job.owner()).endsWith("-bob"));
        assertThat(jobs).extracting(AccountedJob::name).contains("a|b", "two\nlines", "unit\u001fseparator");
    }

    @Test
    void asksWithItsOwnSeparatorForWhatItReads() {
        Sacct question = Sacct.ask();
        assertThat(question.argv(
                        List.of(JobId.parse("12_3"), JobId.parse("12_4"), JobId.of(13), JobId.parse("14_[3-9%2]"))))
                .contains("--jobs=12_3,12_4,13,14", "--noconvert", "--parsable2")
                .isNotEqualTo(Sacct.ask().argv(List.of(JobId.of(12), JobId.of(13))));
        assertThat(question.argv(Instant.ofEpochSecond(1_795_228_800), Instant.ofEpochSecond(1_795_232_400)))
                .contains("--starttime=uts1795228800", "--endtime=uts1795232400");
    }

    @Test
    void anAnswerWithoutItsColumnsIsCountedAsUnreadable() {
        assertThat(sacct.parse("")).isEqualTo(new Rows<AccountedJob>(List.of(), 0, List.of()));
        Rows<AccountedJob> garbage = sacct.parse("sacct: error: slurm_persist_conn_open_without_init\n");
        assertThat(garbage.all()).isEmpty();
        assertThat(garbage.unreadable()).isEqualTo(1);
        assertThat(garbage.samples().get(0)).contains("does not begin with the columns");
    }

    @Test
    void aCutAnswerLosesOnlyTheRowItWasCutIn() {
        Recording recording =
                Recording.of("sacct-marked", "two-nodes.cancelled").get(0);
        String answer = answer(recording);
        Rows<AccountedJob> cut = marked(recording).parse(answer.substring(0, answer.length() - 30));
        assertThat(cut.all()).hasSize(1);
        assertThat(cut.unreadable()).isEqualTo(1);
    }

    private static Sacct marked(Recording recording) {
        return Sacct.separatedBy(
                Mark.ofRecording(recording.text().split("\n", 2)[0]).text());
    }

    private static String answer(Recording recording) {
        return recording.text().split("\n", 2)[1];
    }

    /** The answer with another word in one column of a line. */
    private static String with(String answer, int line, String column, String word) {
        List<String> lines = new ArrayList<>(answer.lines().toList());
        List<String> columns = new ArrayList<>(Arrays.asList(lines.get(line).split(SEPARATOR, -1)));
        columns.set(Arrays.asList(lines.get(0).split(SEPARATOR, -1)).indexOf(column), word);
        lines.set(line, String.join(SEPARATOR, columns));
        return String.join("\n", lines) + "\n";
    }

    private AccountedJob only(Recording recording) {
        List<AccountedJob> jobs = sacct.parse(separatedAnew(recording)).all();
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    /**
     * The recordings hold every column, separated by bars, and a submit line may itself hold bars: only there can a row
     * have more columns than the header. They are written with the product's separator here.
     */
    private static String separatedAnew(Recording recording) {
        List<String> lines = recording.text().lines().toList();
        List<String> header = Arrays.asList(lines.get(0).split("\\|", -1));
        int submitLine = header.indexOf("SubmitLine");
        List<String> rows = new ArrayList<>();
        for (String line : lines) {
            List<String> columns = new ArrayList<>(Arrays.asList(line.split("\\|", -1)));
            while (columns.size() > header.size()) {
                columns.set(submitLine, columns.get(submitLine) + "|" + columns.remove(submitLine + 1));
            }
            rows.add(String.join(SEPARATOR, columns));
        }
        return String.join("\n", rows) + "\n";
    }
}
