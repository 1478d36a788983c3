package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.Instance;
import org.sluice.Patience;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.JobDetail;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Rows;
import org.sluice.cluster.SlurmUser;
import org.sluice.cluster.SubmissionAnswer;
import org.sluice.slurm.JobId;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/** The commands as the product writes them, run by the people of the test cluster, and their answers as it reads them. */
@Tag("cluster")
class RealSlurmTests {
    private static final String HOSTILE = "x State=DOWN | \"q\" '\u001froot' $(id) 火";

    private final Instance instance = Instance.running();
    private final List<JobId> submitted = new ArrayList<>();

    @TempDir
    Path directory;

    private record Outcome(int status, String output, String errors) {}

    @AfterEach
    void cancel() throws IOException {
        for (JobId job : submitted) {
            run("alice", "", Scancel.argv(job));
        }
    }

    @Test
    void everyQuestionIsAnsweredReadably() throws IOException {
        JobId job = submit("sleep 300", SbatchOptions.NONE.with(Option.PARTITION, "cpu"), "sluice:key mine");
        await(() -> queued(job).filter(found -> found.state().isRunning()));

        QueuedJob queued = queued(job).orElseThrow();
        assertThat(queued.owner()).isEqualTo(instance.unixUser("alice"));
        assertThat(queued.comment()).isEqualTo("sluice:key mine");
        assertThat(queued.submittedAt())
                .isBetween(Instant.now().minus(Patience.BOUND), Instant.now().plus(Patience.BOUND));

        JobDetail detail = ScontrolShowJob.parse(
                        queued.rawId(), ask("alice", ScontrolShowJob.argv(queued.rawId())), Instant.now())
                .all()
                .get(0);
        assertThat(detail.files().stdOut()).endsWith("slurm-" + job + ".out");
        assertThat(detail.shares().value()).isPresent();

        Rows<NodeRecord> nodes = ScontrolShowNode.parse(ask("alice", ScontrolShowNode.argv()));
        assertThat(nodes.samples()).isEmpty();
        assertThat(nodes.all()).extracting(NodeRecord::name).contains("a1", "a2", "c1");
        Rows<PartitionRecord> partitions = ScontrolShowPartition.parse(ask("alice", ScontrolShowPartition.argv()));
        assertThat(partitions.samples()).isEmpty();
        assertThat(partitions.all()).extracting(PartitionRecord::name).contains("gpu", "cpu");
        Rows<SlurmUser> users = SacctmgrShowUsers.parse(ask("alice", SacctmgrShowUsers.argv()));
        assertThat(users.samples()).isEmpty();
        assertThat(SacctmgrShowAssociations.parse(ask("alice", SacctmgrShowAssociations.argv()))
                        .all())
                .isNotEmpty();

        assertThat(run("alice", "", Scancel.argv(job)).status()).isZero();
        AccountedJob ended = await(() -> accounted(job).filter(found -> found.endedAt() != null));
        assertThat(ended.state().isCancelled()).isTrue();
        assertThat(ended.comment()).isEqualTo("sluice:key mine");
    }

    @Test
    void aHostileNameStaysOnePersonsOneJob() throws IOException {
        SbatchOptions held = SbatchOptions.NONE.with(Option.PARTITION, "cpu").with(Option.BEGIN, "now+1hour");
        Outcome outcome = run(
                "alice",
                "#!/bin/sh\ntrue\n",
                withName(Sbatch.argv(held.with(Option.COMMENT, "key")), HOSTILE + "\u001e\n1\u001f1\u001froot"));
        JobId job = accepted(outcome);
        QueuedJob queued = queued(job).orElseThrow();
        assertThat(queued.name()).startsWith(HOSTILE);
        assertThat(queued.owner()).isEqualTo(instance.unixUser("alice"));
    }

    @Test
    void theJobSeesNothingOfThePortalsOwnEnvironment() throws IOException {
        JobId job = submit("env", SbatchOptions.NONE.with(Option.PARTITION, "cpu"), "key");
        await(() -> queued(job).filter(found -> found.state().isTerminal()));
        String output = Files.readString(instance.root().resolve("home/alice/slurm-" + job + ".out"));
        assertThat(output)
                .contains("SLURM_JOB_ID=" + job)
                .doesNotContain("LC_ALL=", "SLURM_TIME_FORMAT=", "SLURM_BITSTR_LEN=");
    }

    @Test
    void slurmsRefusalsAreItsWords() throws IOException {
        SbatchOptions wrong = SbatchOptions.NONE.withGpusPerNode("v100", 1);
        Outcome outcome = run("alice", "#!/bin/sh\ntrue\n", Sbatch.argv(wrong.with(Option.COMMENT, "key")));
        assertThat(Sbatch.answer(outcome.status(), outcome.output(), outcome.errors()))
                .isInstanceOfSatisfying(
                        SubmissionAnswer.Refused.class,
                        refused -> assertThat(refused.words()).startsWith("Batch job submission failed: "));
        Outcome drain = run("olga", "", ScontrolUpdateNode.drain("c1", "not hers to drain"));
        assertThat(drain.status()).isNotZero();
        assertThat(SlurmWords.of(drain.errors() + drain.output())).contains("Invalid user id");
    }

    private JobId submit(String command, SbatchOptions options, String comment) throws IOException {
        return accepted(
                run("alice", "#!/bin/sh\n" + command + "\n", Sbatch.argv(options.with(Option.COMMENT, comment))));
    }

    private JobId accepted(Outcome outcome) {
        SubmissionAnswer answer = Sbatch.answer(outcome.status(), outcome.output(), outcome.errors());
        assertThat(answer).isInstanceOf(SubmissionAnswer.Accepted.class);
        JobId job = ((SubmissionAnswer.Accepted) answer).job();
        submitted.add(job);
        return job;
    }

    /** A name that SbatchOptions refuses, as somebody could give it in a terminal. */
    private static List<String> withName(List<String> argv, String name) {
        List<String> named = new ArrayList<>(argv);
        named.add("--job-name=" + name);
        return named;
    }

    private Optional<QueuedJob> queued(JobId job) {
        Squeue squeue = Squeue.ask();
        Rows<QueuedJob> rows = squeue.parse(ask("alice", squeue.argv()));
        assertThat(rows.samples()).isEmpty();
        return rows.all().stream().filter(found -> found.id().equals(job)).findFirst();
    }

    private Optional<AccountedJob> accounted(JobId job) {
        Sacct sacct = Sacct.ask();
        Rows<AccountedJob> rows = sacct.parse(ask("alice", sacct.argv(List.of(job))));
        assertThat(rows.samples()).isEmpty();
        return rows.all().stream().findFirst();
    }

    private String ask(String person, List<String> argv) {
        try {
            Outcome outcome = run(person, "", argv);
            assertThat(outcome.errors()).isEmpty();
            assertThat(outcome.status()).isZero();
            return outcome.output();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome run(String person, String input, List<String> argv) throws IOException {
        List<String> command = new ArrayList<>(List.of("runuser", "-u", instance.unixUser(person), "--"));
        command.addAll(argv);
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(instance.root().resolve("home").resolve(person).toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        process.environment().putAll(CommandEnvironment.VARIABLES);
        process.environment().put("LC_ALL", "C");
        process.environment().put("SLURM_CONF", instance.get("slurm.conf"));
        Process started = process.start();
        try (var stdin = started.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return new Outcome(Patience.awaitEnd(started), Files.readString(output), Files.readString(errors));
    }

    private static <T> T await(Supplier<Optional<T>> look) {
        return Patience.await().until(look::get, Optional::isPresent).orElseThrow();
    }
}
