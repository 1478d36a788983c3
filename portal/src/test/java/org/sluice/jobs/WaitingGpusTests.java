package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.Patience;
import org.sluice.access.AccessParts;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.Questions;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ScontrolHead;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.cluster.command.QueueAnswer;
import org.sluice.cluster.command.ScontrolShowNode;
import org.sluice.web.WebParts;

/** The answers are those of 24.11 for a job that waits in the partition h100, its GPUs asked for in another way. */
class WaitingGpusTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final Instant SUBMITTED = Instant.parse("2026-11-21T02:42:33Z");

    private final MovableClock clock = new MovableClock();
    private final JobsMade made = new JobsMade(DATABASE);
    private final ScontrolHead head = new ScontrolHead();
    private final Questions questions = new Questions();
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final JobArchive archive = new JobArchive(made.rows(), job -> {});
    private final JobDetails details = new JobDetails(
            questions,
            head.slurm(clock),
            AccessParts.polling("poll"),
            made.rows(),
            made.records(),
            WebParts.liveStreams(),
            clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @AfterEach
    void end() {
        questions.destroy();
        DATABASE.jdbc().sql("truncate job cascade").update();
    }

    @Test
    void learnsOnceHowManyGpusAWaitingJobAsksFor() throws IOException {
        QueuedJob waiting = waiting("50", "h100");
        head.answers(50, detail("partition-down.pending", SUBMITTED));
        WaitingGpus gpus = waitingGpus();

        see(gpus, waiting);
        Patience.await().until(() -> events.size() == 1);
        assertThat(made.newest(50).gpus()).isEqualTo(2);
        see(gpus, waiting);
        assertThat(made.newest(50).gpus()).isEqualTo(2);
        assertThat(head.asked()).containsExactly(50L);

        see(waitingGpus(), waiting);
        assertThat(head.asked()).containsExactly(50L);
    }

    @Test
    void asksAgainWhereSlurmctldDidNotAnswer() throws IOException {
        QueuedJob waiting = waiting("50", "h100");
        WaitingGpus gpus = waitingGpus();
        see(gpus, waiting);
        Patience.await().until(() -> head.asked().size() == 1);
        head.answers(50, detail("partition-down.pending", SUBMITTED));
        Patience.await().until(() -> {
            see(gpus, waiting);
            return events.size() == 1;
        });
        assertThat(made.newest(50).gpus()).isEqualTo(2);
    }

    @Test
    void asksNothingOfPartitionsWithoutGpusAndOfJobsThatNameThemByTheNode() throws IOException {
        see(
                waitingGpus(),
                waiting("50", "cpu"),
                QueueAnswer.job("ID", "51", "PARTITION", "h100", "TRES_PER_NODE", "gres/shard:2"));
        assertThat(head.asked()).isEmpty();
    }

    private WaitingGpus waitingGpus() {
        return new WaitingGpus(questions, details, made.rows(), events::add);
    }

    private static QueuedJob waiting(String id, String partition) {
        return QueueAnswer.job(
                "ID", id, "RAW_ID", id, "PARTITION", partition, "SUBMITTED", Long.toString(SUBMITTED.getEpochSecond()));
    }

    private void see(WaitingGpus gpus, QueuedJob... jobs) throws IOException {
        Snapshot now =
                new Snapshot(clock.instant(), Duration.ZERO, Arrays.asList(jobs), nodes(), Map.of(), List.of(), 0);
        SnapshotTaken taken = new SnapshotTaken(Optional.empty(), now);
        archive.see(taken);
        gpus.see(taken);
    }

    private static Map<String, NodeRecord> nodes() throws IOException {
        return ScontrolShowNode.parse(recorded("scontrol-show-node/all-idle.txt")).all().stream()
                .collect(Collectors.toMap(NodeRecord::name, Function.identity()));
    }

    private static String detail(String situation, Instant submitted) throws IOException {
        return recorded("scontrol-show-job/" + situation + ".txt")
                .replaceAll("SubmitTime=\\S+", "SubmitTime=" + submitted.getEpochSecond())
                .replace("gres/gpu=1", "gres/gpu=2")
                .replace("TresPerNode=gres/gpu:1", "TresPerJob=gres/gpu:2")
                .replace("JobName=wrap", "JobName=train");
    }

    private static String recorded(String path) throws IOException {
        try (InputStream recording = WaitingGpusTests.class.getResourceAsStream("/slurm/24.11/" + path)) {
            return new String(recording.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
