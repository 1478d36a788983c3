package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Rows;
import org.sluice.cluster.command.Squeue.Field;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import tools.jackson.databind.JsonNode;

class SqueueTests {
    private final Squeue squeue = QueueAnswer.question();

    static List<Recording> tables() {
        return Recording.of("squeue-table");
    }

    static List<Recording> answers() {
        return Recording.of("squeue");
    }

    /** The mark stands in the file's first line, as the recording script drew it. */
    static Rows<QueuedJob> recorded(Recording recording) {
        String[] parts = recording.text().split("\n", 2);
        return Squeue.marked(Mark.ofRecording(parts[0])).parse(parts[1]);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void readsEveryRecordedAnswer(Recording recording) {
        Rows<QueuedJob> rows = recorded(recording);
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.unreadable()).isZero();
        assertThat(rows.all()).allSatisfy(job -> {
            assertThat(job.state().isKnown()).isTrue();
            assertThat(job.workDir()).startsWith("/");
        });
    }

    /**
     * The tables were recorded with bars and fewer fields than the product asks; their columns are written into the
     * product's format here, the others get usual values.
     */
    @ParameterizedTest
    @MethodSource("tables")
    void readsEveryRecordedTableAndAgreesWithItsJson(Recording table) {
        Rows<QueuedJob> rows = squeue.parse(separatedAnew(table));
        assertThat(rows.samples()).isEmpty();
        Map<String, JsonNode> twins = RecordedJson.jobs(table.twin("squeue-json", ".json"));
        for (QueuedJob job : rows.all()) {
            assertThat(job.state().isKnown()).as(job.state().raw()).isTrue();
            JsonNode twin = twins.get(job.id().toString());
            if (twin != null) {
                assertThat(job.state().name())
                        .isEqualTo(JobState.parse(RecordedJson.word(twin, "job_state"))
                                .name());
                assertThat(job.owner()).isEqualTo(RecordedJson.word(twin, "user_name"));
                assertThat(job.nodeList()).isEqualTo(RecordedJson.word(twin, "nodes"));
                assertThat(job.nodes()).isEqualTo((int) RecordedJson.number(twin, "node_count"));
                if (!job.state().isCancelled()) {
                    // Of a job cancelled while it waited the JSON says 0 CPUs, the table how many it wanted.
                    assertThat(job.cpus()).isEqualTo((int) RecordedJson.number(twin, "cpus"));
                }
                assertThat(job.timeLimit().duration())
                        .contains(Duration.ofMinutes(RecordedJson.number(twin, "time_limit")));
            }
        }
    }

    @Test
    void asksForWhatItReads() {
        assertThat(squeue.argv())
                .startsWith("squeue", "--noheader", "--all", "--states=all", "--noconvert")
                .hasSize(6);
        assertThat(squeue.format()).startsWith("%i\u001f%A\u001f").endsWith("%j\u001e0123456789ab\u001e");
    }

    @Test
    void drawsAnotherMarkForEachQuestion() {
        assertThat(Squeue.ask().argv()).isNotEqualTo(Squeue.ask().argv());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "two\nlines",
                "\u001f\u001f\u001f",
                "x\u001e\n8\u001f8\u001froot",
                "\"quoted\" 'twice'",
                "$(reboot)`reboot`",
                "\u001f0123456789a\u001f",
                "naïve 火 \u202e",
                "",
                "   ",
                "%i%j",
                "\u001e0123456789ac\u001e"
            })
    void keepsAnyNameWithoutForgingARow(String name) {
        String answer = QueueAnswer.row(Map.of(Field.NAME, name)) + QueueAnswer.row(Map.of(Field.ID, "8"));
        Rows<QueuedJob> rows = squeue.parse(answer);
        assertThat(rows.unreadable()).isZero();
        assertThat(rows.all()).extracting(QueuedJob::id).containsExactly(JobId.of(7), JobId.of(8));
        assertThat(rows.all().get(0).name()).isEqualTo(name);
    }

    @Test
    void aNameThatHoldsAWholeForeignRowStaysAName() {
        String forged = Squeue.marked(Mark.ofRecording("ffffffffffff")).format().replaceAll("%[a-zA-Z]", "1");
        Rows<QueuedJob> rows = squeue.parse(QueueAnswer.row(Map.of(Field.NAME, "x" + forged)));
        assertThat(rows.all()).hasSize(1);
        assertThat(rows.unreadable()).isZero();
    }

    @Test
    void countsAndShowsWhatItCannotRead() {
        String answer = QueueAnswer.row(Map.of(Field.ID, "seven")) + "squeue: garbage\n" + QueueAnswer.row(Map.of());
        Rows<QueuedJob> rows = squeue.parse(answer);
        assertThat(rows.all()).isEmpty();
        assertThat(rows.unreadable()).isEqualTo(2);
        assertThat(rows.samples().get(0)).contains("\"seven\" is not a job id");
    }

    @ParameterizedTest
    @EnumSource(names = {"NODES", "CPUS", "TRES_PER_NODE", "TIME_LIMIT", "STARTS", "ENDS", "NODE_LIST", "PRIORITY"})
    void aFieldThatCannotBeReadTakesNoOtherAway(Field field) {
        QueuedJob whole = squeue.parse(QueueAnswer.row(Map.of())).all().get(0);
        Rows<QueuedJob> rows = squeue.parse(QueueAnswer.row(Map.of(field, "a[1-")));
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.samples().get(0)).startsWith("not read: " + field);
        QueuedJob job = rows.all().get(0);
        assertThat(job.key()).isEqualTo(whole.key());
        assertThat(job.charge()).isEqualTo(whole.charge());
        assertThat(job.state()).isEqualTo(whole.state());
        assertThat(job.words()).isEqualTo(whole.words());
    }

    @Test
    void anEmptyAnswerIsAnEmptyQueue() {
        assertThat(squeue.parse("")).isEqualTo(new Rows<QueuedJob>(List.of(), 0, List.of()));
        assertThat(squeue.parse("\n").unreadable()).isZero();
    }

    @Test
    void aCutAnswerLosesOnlyTheRowItWasCutIn() {
        String answer = QueueAnswer.ofJobs(3);
        for (int cut = 1; cut < answer.length(); cut++) {
            Rows<QueuedJob> rows = squeue.parse(answer.substring(0, cut));
            assertThat(rows.all().size() + rows.unreadable()).isBetween(1, 3);
            assertThat(rows.all())
                    .isEqualTo(squeue.parse(answer).all().subList(0, rows.all().size()));
        }
    }

    @Test
    void aStateNobodyKnowsIsShownAsSlurmSaysIt() {
        QueuedJob job = squeue.parse(QueueAnswer.row(Map.of(Field.STATE, "TELEPORTING")))
                .all()
                .get(0);
        assertThat(job.state().isKnown()).isFalse();
        assertThat(job.state().text()).isEqualTo("TELEPORTING");
    }

    @Test
    void tellsAbsentValuesFromNumbers() {
        QueuedJob job = squeue.parse(QueueAnswer.row(Map.of())).all().get(0);
        assertThat(job.startsAt()).isEmpty();
        assertThat(job.comment()).isEmpty();
        assertThat(job.size().gpus()).isNull();
        QueuedJob two = squeue.parse(QueueAnswer.row(Map.of(Field.NODES, "2", Field.TRES_PER_NODE, "gres:gpu:a100:2")))
                .all()
                .get(0);
        assertThat(two.size().gpus()).isEqualTo(4);
    }

    @Test
    void readsTenThousandJobs() {
        Rows<QueuedJob> rows = squeue.parse(QueueAnswer.ofJobs(10_000));
        assertThat(rows.all()).hasSize(10_000);
        assertThat(rows.unreadable()).isZero();
    }

    @Test
    void readsHostileNamesAndCommentsFromARealQueue() {
        List<Recording> hostile = Recording.of("squeue", "hostile-names");
        List<QueuedJob> jobs = hostile.stream()
                .flatMap(recording -> recorded(recording).all().stream())
                .toList();
        assertThat(jobs).extracting(QueuedJob::owner).doesNotContain("root");
        assertThat(jobs).extracting(QueuedJob::name).contains("a|b", "two\nlines", "unit\u001fseparator");
    }

    private String separatedAnew(Recording table) {
        List<String> lines = table.text().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("JOBID|NAME|USER|ACCOUNT|PARTITION|QOS|ST|STATE|REASON|NODES|CPUS|TRES_PER_NODE|TIME_LIMIT|"
                        + "TIME|START_TIME|NODELIST(REASON)");
        StringBuilder answer = new StringBuilder();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\\|", -1);
            Map<Field, String> row = new EnumMap<>(Field.class);
            List<Field> fields =
                    Arrays.asList(Field.ID, Field.NAME, Field.OWNER, Field.ACCOUNT, Field.PARTITION, Field.QOS);
            fields.forEach(field -> row.put(field, columns[fields.indexOf(field)]));
            row.put(Field.STATE, columns[7]);
            assertThat(JobState.parse(columns[6]).name())
                    .isEqualTo(JobState.parse(columns[7]).name());
            row.put(Field.REASON, columns[8]);
            row.put(Field.NODES, columns[9]);
            row.put(Field.CPUS, columns[10]);
            row.put(Field.TRES_PER_NODE, columns[11]);
            row.put(Field.TIME_LIMIT, columns[12]);
            row.put(Field.STARTS, columns[14]);
            row.put(Field.NODE_LIST, nodes(columns[15], columns[0], table));
            answer.append(QueueAnswer.row(row));
        }
        return answer.toString();
    }

    /** The column shows the reason in place of the nodes of a failed job; its nodes are in the JSON then. */
    private static String nodes(String column, String id, Recording table) {
        if (!column.startsWith("(")) {
            return column;
        }
        return Optional.ofNullable(
                        RecordedJson.jobs(table.twin("squeue-json", ".json")).get(id))
                .map(twin -> RecordedJson.word(twin, "nodes"))
                .orElse("");
    }
}
