package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Rows;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Reading;
import org.sluice.slurm.Reason;
import tools.jackson.databind.JsonNode;

class ScontrolShowJobTests {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_228_900);

    static List<Recording> recordings() {
        return Recording.of("scontrol-show-job").stream()
                .filter(recording -> !recording.situation().startsWith("hostile-name"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void readsEveryRecording(Recording recording) {
        Rows<JobDetail> rows = ScontrolShowJob.parseAll(recording.text(), NOW);
        assertThat(rows.samples()).isEmpty();
        assertThat(rows.all()).isNotEmpty().allSatisfy(job -> {
            assertThat(job.state().isKnown()).isTrue();
            assertThat(job.owner()).isNotEmpty();
            assertThat(job.workDir()).startsWith("/");
            assertThat(job.requested().cpus()).isPresent();
            assertThat(job.timeLimit().duration()).isPresent();
            if (!job.size().tasks().isSome()) {
                assertThat(job.files().stdOut()).startsWith("/");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void agreesWithTheJsonOfTheSameMoment(Recording recording) {
        if (recording.situation().contains("-marked")) {
            return;
        }
        Map<String, JsonNode> twins = RecordedJson.jobs(recording.twin("squeue-json", ".json"));
        for (JobDetail job : ScontrolShowJob.parseAll(recording.text(), NOW).all()) {
            JsonNode twin = twins.get(job.id().toString());
            if (twin != null) {
                assertThat(job.rawId()).isEqualTo(RecordedJson.number(twin, "job_id"));
                assertThat(job.state().name())
                        .isEqualTo(JobState.parse(RecordedJson.word(twin, "job_state"))
                                .name());
                assertThat(job.owner()).isEqualTo(RecordedJson.word(twin, "user_name"));
                assertThat(job.nodeList()).isEqualTo(RecordedJson.word(twin, "nodes"));
                assertThat(job.submittedAt().getEpochSecond()).isEqualTo(RecordedJson.number(twin, "submit_time"));
                // Of a job that waits the JSON says when Slurm expects it to start, of one that never started its end.
                long start = RecordedJson.number(twin, "start_time");
                boolean never = job.state().isWaiting()
                        || (job.state().isCancelled() && start == RecordedJson.number(twin, "end_time"));
                assertThat(job.startedAt()).isEqualTo(never ? null : Instant.ofEpochSecond(start));
                assertThat(job.timeLimit().duration())
                        .contains(Duration.ofMinutes(RecordedJson.number(twin, "time_limit")));
                assertThat(job.restarts()).isEqualTo((int) RecordedJson.number(twin, "restart_cnt"));
                assertThat(job.reason().word())
                        .isEqualTo(Reason.parse(RecordedJson.word(twin, "state_reason"))
                                .word());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    completed-2node-gpu.after   | COMPLETED     | 0:0   | None
                    exit-nonzero.after          | FAILED        | 3:0   | NonZeroExitCode
                    oom.after                   | OUT_OF_MEMORY | 0:125 | OutOfMemory
                    command-not-found.after     | FAILED        | 127:0 | NonZeroExitCode
                    partition-down.pending      | PENDING       | 0:0   | PartitionDown
                    held-by-user.pending        | PENDING       | 0:0   | JobHeldUser
                    begin-time.pending          | PENDING       | 0:0   | BeginTime
                    suspended.suspended         | SUSPENDED     | 0:0   | None
                    """)
    void tellsHowAJobStands(String situation, String state, String exit, String reason) {
        for (String version : List.of("22.05", "24.11")) {
            Recording recording = new Recording(version + "/scontrol-show-job/" + situation + ".txt");
            JobDetail job = first(recording);
            assertThat(job.state()).as(recording.path()).isEqualTo(JobState.parse(state));
            assertThat(job.exit()).as(recording.path()).contains(ExitStatus.parse(exit));
            assertThat(job.reason().toString()).as(recording.path()).isEqualTo(reason);
        }
    }

    /** Without cgroups slurmstepd itself ends the job, and says nothing of memory (22.05, OverMemoryKill). */
    @Test
    void aJobThatSlurmItselfKilledForItsMemoryHasFailed() {
        JobDetail job = first(new Recording("22.05-overmemorykill/scontrol-show-job/oom.after.txt"));
        assertThat(job.state().isFailure()).isTrue();
        assertThat(job.reason().word()).isEqualTo("JobLaunchFailure");
    }

    @Test
    void aJobAtItsTimeLimitHasTimedOut() {
        for (Recording recording : Recording.of("scontrol-show-job", "timeout.after")) {
            assertThat(first(recording).state()).isEqualTo(JobState.parse("TIMEOUT"));
            assertThat(first(recording).reason().word()).isEqualTo("TimeLimit");
        }
    }

    @Test
    void tellsTheGpusOfEachJobOnASharedNode() {
        for (Recording recording : Recording.of("scontrol-show-job", "gpu-indices.running")) {
            List<JobDetail> jobs =
                    ScontrolShowJob.parseAll(recording.text(), NOW).all();
            assertThat(jobs.stream().map(ScontrolShowJobTests::positions))
                    .as(recording.path())
                    .containsExactly(
                            Map.of("a1", List.of(3, 4)),
                            Map.of("a1", List.of(1, 2, 5, 6, 7)),
                            Map.of("a1", List.of(0), "a2", List.of(0)));
            assertThat(jobs.get(0).allocated().gpusByType()).containsEntry("a100", 2L);
        }
    }

    @Test
    void tellsMigAndShardsByTheirNames() {
        for (Recording recording : Recording.of("scontrol-show-job", "mig.running")) {
            assertThat(gres(first(recording)))
                    .containsExactly(new Gres("gpu", "1g.10gb", 2, Optional.of(List.of(0, 1))));
        }
        for (Recording recording : Recording.of("scontrol-show-job", "shard.running")) {
            assertThat(ScontrolShowJob.parseAll(recording.text(), NOW).all())
                    .flatExtracting(ScontrolShowJobTests::gres)
                    .extracting(Gres::name)
                    .contains("gpu");
        }
    }

    @Test
    void doesNotKnowTheGpusOfAJobThatHasEnded() {
        for (Recording recording : Recording.of("scontrol-show-job", "completed-2node-gpu.after")) {
            assertThat(first(recording).shares()).isInstanceOf(Reading.NotKnown.class);
            assertThat(first(recording).allocated().gpus()).hasValue(4);
        }
    }

    @Test
    void knowsTheOutputFileAndTheOwnersComment() {
        for (Recording recording : Recording.of("scontrol-show-job", "completed-2node-gpu.running")) {
            JobDetail job = first(recording);
            assertThat(job.files().stdOut()).isEqualTo("/home/alice/slurm-" + job.rawId() + ".out");
            assertThat(job.files().stdErr()).isEqualTo(job.files().stdOut());
            assertThat(job.comment()).isEqualTo("hello");
            assertThat(job.name()).isEqualTo("train");
            assertThat(job.files().command()).isEmpty();
        }
    }

    /** Of {@code sbatch --output=} a cluster of 22.05 tells the directory; others tell nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"", "(null)", "/home/alice/", "/home/alice/slurm-106_4294967294.out"})
    void aFileWithoutANameIsNoFile(String written) {
        Recording recording =
                Recording.of("scontrol-show-job", "completed-2node-gpu.running").get(0);
        String text = recording.text().replaceAll("Std(Out|Err)=.*", "Std$1=" + written);
        JobDetail job = ScontrolShowJob.parseAll(text, NOW).all().get(0);
        assertThat(job.files().stdOut()).isNull();
        assertThat(job.files().stdErr()).isNull();
    }

    @Test
    void namesArrayTasksAndHeterogeneousComponentsAsSqueueDoes() {
        Recording array = Recording.of("scontrol-show-job", "array-partial-failure.running")
                .get(0);
        assertThat(ScontrolShowJob.parseAll(array.text(), NOW).all())
                .extracting(
                        job -> job.id().toString(), job -> job.size().tasks().written())
                .containsExactly(tuple("28", "3-5%3"), tuple("28_2", ""), tuple("28_1", ""), tuple("28_0", ""));
        assertThat(ScontrolShowJob.parseAll(array.text(), NOW)
                        .all()
                        .get(0)
                        .files()
                        .stdOut())
                .isNull();
        Recording het =
                Recording.of("scontrol-show-job", "heterogeneous.running").get(0);
        assertThat(ScontrolShowJob.parseAll(het.text(), NOW).all())
                .extracting(job -> job.id().toString())
                .containsExactly("35+0", "35+1");
    }

    @Test
    void aRequeuedJobKeepsCount() {
        for (Recording recording : Recording.of("scontrol-show-job", "preempt-requeue.restarted")) {
            assertThat(first(recording).restarts()).isEqualTo(1);
        }
    }

    @Test
    void answersOnlyForTheJobThatWasAsked() {
        String text =
                Recording.of("scontrol-show-job", "gpu-indices.running").get(0).text();
        assertThat(ScontrolShowJob.parse(88, text, NOW).all())
                .extracting(JobDetail::owner)
                .containsExactly("carol");
        assertThat(ScontrolShowJob.parse(4711, text, NOW).all()).isEmpty();
        assertThat(ScontrolShowJob.parse(1, "slurm_load_jobs error: Invalid job id specified\n", NOW)
                        .all())
                .isEmpty();
    }

    /** Names recorded from a real slurmctld; two of them imitate Slurm's lines, one a whole job. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aNameNeverForgesAFieldOrAJob(int name) {
        String text =
                Recording.of("scontrol-show-job", "hostile-name-" + name).get(0).text();
        long asked = Long.parseLong(text.substring("JobId=".length(), text.indexOf(' ')));
        List<JobDetail> jobs = ScontrolShowJob.parse(asked, text, NOW).all();
        assertThat(jobs).allSatisfy(told -> {
            assertThat(told.owner()).endsWith("-bob");
            assertThat(told.state()).isEqualTo(JobState.parse("PENDING"));
        });
        assertThat(jobs.isEmpty()).isEqualTo(name == 7 || name == 8);
    }

    /** The same jobs, asked for after squeue has told their names and comments. */
    @Test
    void noNameOrCommentTakesTheDetailOfAJobThatSqueueHasShown() {
        List<QueuedJob> known = SqueueTests.recorded(
                        Recording.of("squeue", "hostile-names").get(0))
                .all();
        assertThat(known).hasSize(10);
        for (QueuedJob job : known) {
            String answer = Recording.of("scontrol-show-job").stream()
                    .filter(recording -> recording.situation().startsWith("hostile-name"))
                    .map(Recording::text)
                    .filter(text -> text.startsWith("JobId=" + job.rawId() + " "))
                    .findFirst()
                    .orElseThrow();
            Rows<JobDetail> told = ScontrolShowJob.parse(job, answer, NOW);
            assertThat(told.samples()).isEmpty();
            assertThat(told.all()).hasSize(1).allSatisfy(detail -> {
                assertThat(detail.owner()).endsWith("-bob");
                assertThat(detail.state()).isEqualTo(JobState.parse("PENDING"));
                assertThat(detail.words()).isEqualTo(job.words());
                assertThat(detail.files().stdOut()).endsWith("/bob/slurm-" + job.rawId() + ".out");
            });
        }
    }

    @Test
    void aNameThatImitatesALineTakesNothingAway() {
        for (Recording recording : Recording.of("scontrol-show-job", "completed-2node-gpu.running")) {
            String name = "train\n   JobState=FAILED Reason=None\n   NodeList=b1\n   TRES=cpu=9";
            String text = recording.text().replace("JobName=train", "JobName=" + name);
            Rows<JobDetail> rows = ScontrolShowJob.parseAll(text, NOW);
            assertThat(rows.unreadable()).isZero();
            assertThat(rows.all().get(0).name()).isEqualTo(name);
            assertThat(rows.all().get(0).with(first(recording).words())).isEqualTo(first(recording));
        }
    }

    @Test
    void aFileThatACommentTellsAsWellIsNotKnown() {
        Recording recording =
                Recording.of("scontrol-show-job", "completed-2node-gpu.running").get(0);
        String text = recording.text().replace("Comment=hello", "Comment=hello\n   StdOut=/etc/passwd");
        Rows<JobDetail> rows = ScontrolShowJob.parseAll(text, NOW);
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.samples().get(0)).contains("not read: StdOut");
        JobDetail job = rows.all().get(0);
        assertThat(job.files().stdOut()).isNull();
        assertThat(job.files().stdErr()).isEqualTo(first(recording).files().stdErr());
        assertThat(job.size()).isEqualTo(first(recording).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExitCode",
                "DerivedExitCode",
                "Restarts",
                "TimeLimit",
                "StartTime",
                "EligibleTime",
                "TRES",
                "NodeList",
                "CPU_IDs"
            })
    void aFieldThatCannotBeReadTakesNoOtherAway(String field) {
        Recording recording =
                Recording.of("scontrol-show-job", "completed-2node-gpu.running").get(0);
        String text = recording.text().replaceAll("(?<= )" + field + "=\\S+", field + "=a[1-");
        assertThat(text).isNotEqualTo(recording.text());
        Rows<JobDetail> rows = ScontrolShowJob.parseAll(text, NOW);
        assertThat(rows.unreadable()).isEqualTo(1);
        JobDetail job = rows.all().get(0);
        assertThat(job.key()).isEqualTo(first(recording).key());
        assertThat(job.charge()).isEqualTo(first(recording).charge());
        assertThat(job.state()).isEqualTo(first(recording).state());
        assertThat(job.files()).isEqualTo(first(recording).files());
    }

    /** Held jobs of a slurmctld 22.05, each named after the options it was submitted with. */
    @Test
    void tellsTheGpusThatSlurmCountedForEachWayToAsk() {
        Recording recorded =
                Recording.of("scontrol-show-job", "gpus-asked.pending").get(0);
        assertThat(ScontrolShowJob.parseAll(recorded.text(), NOW).all())
                .extracting(job -> job.words().name(), job -> job.size().gpus())
                .containsExactly(
                        tuple("asks --gpus=a100:2", 2),
                        tuple("asks --gpus=2", 2),
                        tuple("asks --gpus-per-task=1_--ntasks=4", 4),
                        tuple("asks --gpus-per-socket=1_--sockets-per-node=2_--nodes=1", 2),
                        tuple("asks --gpus=4_--nodes=2", 4));
    }

    /** As sbatch(1) lets people ask; the lines stand where slurmctld writes the one that was recorded. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
                    ,gres/gpu=2                  | TresPerJob=gres:gpu:2          | 2
                    ,gres/gpu=4,gres/gpu:a100=4  | TresPerTask=gres:gpu:a100:4    | 4
                    ,gres/gpu=2                  | TresPerSocket=gres/gpu:1       | 2
                    ''                           | TresPerJob=gres/gpu:a100:2     | 2
                    ''                           | TresPerTask=cpu=1,gres/gpu=3   | 3
                    ''                           | TresPerNode=gres/gpu:5         | 5
                    ''                           | TresPerSocket=gres/gpu:1       | null
                    ''                           | TresPerJob=((                  | null
                    ''                           | TresPerNode=gres/shard:2       | 0
                    ''                           | Power=                         | 0
                    """)
    void tellsHowManyGpusAWaitingJobAsksFor(String counted, String asked, @Nullable Integer gpus) {
        for (Recording recording : Recording.of("scontrol-show-job", "partition-down.pending")) {
            String text = recording
                    .text()
                    .replace(",gres/gpu=1", counted)
                    .replaceAll("TresPerNode=\\S+", Matcher.quoteReplacement(asked));
            assertThat(ScontrolShowJob.parseAll(text, NOW).all())
                    .extracting(job -> job.size().gpus())
                    .as(recording.path())
                    .containsExactly(gpus);
        }
    }

    @Test
    void halfAnAnswerIsNotRead() {
        String text = Recording.of("scontrol-show-job", "oom.after").get(0).text();
        String half = text.substring(0, text.indexOf("ExitCode="));
        Rows<JobDetail> rows = ScontrolShowJob.parseAll(half, NOW);
        assertThat(rows.all()).isEmpty();
        assertThat(rows.unreadable()).isEqualTo(1);
    }

    private static JobDetail first(Recording recording) {
        return ScontrolShowJob.parseAll(recording.text(), NOW).all().get(0);
    }

    private static List<Gres> gres(JobDetail job) {
        return job.shares().value().orElseThrow().stream()
                .flatMap(share -> share.gres().stream())
                .toList();
    }

    private static Map<String, List<Integer>> positions(JobDetail job) {
        return job.shares().value().orElseThrow().stream()
                .collect(Collectors.toMap(
                        JobDetail.Share::node,
                        share -> share.gres().get(0).positions().orElseThrow()));
    }
}
