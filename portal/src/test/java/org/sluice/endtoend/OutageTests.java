package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluice.Instance;
import org.sluice.Visitor;
import org.sluice.jobs.SubmissionKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Parts of the cluster, or of the portal's own, are stopped and come back: what people are told meanwhile is true.
 *
 * <p>It takes a minute and a half: Slurm's programs ask a daemon that is away for ten seconds and longer, one after the
 * other.
 */
@Tag("upheaval")
class OutageTests {
    private static final String KEPT = "echo 'kept: ä & \"quotes\"'";

    private static Visitor alice;
    private static String failed;
    private static String running;
    private static String held;

    @BeforeAll
    static void jobsToLookAt() throws Exception {
        alice = Visitor.signedIn("alice");
        failed = sbatch("--wrap=echo giving up; exit 3");
        running = sbatch("--wrap=sleep 900");
        held = sbatch("--hold", "--wrap=true");
        awaitWords("/jobs/" + failed + "/facts", "Steps of the job");
        awaitWords("/jobs/" + running + "/state", ">running<");
        awaitWords("/jobs/" + held + "/findings", "Its owner holds it");
    }

    @AfterAll
    static void nothingIsLeft() {
        Machine.root("scancel", running, held);
    }

    @AfterEach
    void everythingRunsAgain() {
        for (String part : new String[] {"postgres", "slurmdbd", "slurmctld", "sshd", "portal"}) {
            Machine.instance("start", part);
        }
        alice.awaitPulse("fresh");
    }

    @Test
    void withoutSlurmctldWhatWasSeenStandsWithItsAge() throws Exception {
        String key = SubmissionKey.next();
        Machine.instance("halt", "slurmctld");
        alice.awaitPulse("unreachable");

        assertThat(alice.get("/pulse").body()).contains("unreachable, last seen", "<time");
        assertThat(words("/jobs/" + running + "/state")).contains(">running<").doesNotContain(">completed<");
        assertThat(words("/jobs/" + failed + "/findings")).contains("It ended with exit code 3", "giving up");
        assertThat(words("/jobs/" + held + "/findings")).contains("Its owner holds it");
        assertThat(words("/jobs")).contains(failed, running, held);
        Visitor.Answer answer = submit(key);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .contains("Nothing was submitted", "kept: ä &amp; &quot;quotes&quot;", "value=\"patient\"");
        Visitor.Answer cancelled = alice.post("/jobs/" + running + "/cancel", Map.of());
        assertThat(cancelled.body()).contains("Slurm did not cancel the job", "Unable to contact slurm controller");

        Machine.instance("start", "slurmctld");
        alice.awaitPulse("fresh");
        assertThat(words("/jobs/" + running + "/state")).contains(">running<");
        assertThat(JobsInSlurm.ofSubmission(key)).isEmpty();
    }

    @Test
    void withoutSlurmdbdAnEndIsToldBySlurmctldAndCompletedLater() throws Exception {
        Machine.instance("halt", "slurmdbd");

        String job = sbatch("--wrap=echo during the outage; exit 4");

        awaitWords("/jobs/" + job + "/findings", "It ended with exit code 4");
        assertThat(words("/jobs/" + job + "/findings")).contains("during the outage");
        assertThat(words("/jobs/" + job + "/state")).contains(">failed<", "exit 4");
        assertThat(words("/jobs/" + job + "/facts"))
                .doesNotContain("Steps of the job")
                .contains("squeue");
        Machine.instance("start", "slurmdbd");
        awaitWords("/jobs/" + job + "/facts", "Steps of the job");
        assertThat(words("/jobs/" + job + "/facts")).contains("batch", "sacct");
    }

    @Test
    void withoutSshdTheOutputSaysWhyAndNothingIsSubmitted() throws Exception {
        String key = SubmissionKey.next();
        Machine.instance("halt", "sshd");
        cutConnections();
        alice.awaitPulse("unreachable");

        assertThat(words("/jobs/" + failed + "/output")).contains("does not answer");
        assertThat(words("/jobs/" + failed + "/findings"))
                .contains("It ended with exit code 3", "its output could not be read", "does not answer")
                .doesNotContain("giving up");
        assertThat(words("/jobs/" + running + "/state")).contains(">running<");
        Visitor.Answer answer = submit(key);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("Nothing was submitted", "does not answer");

        Machine.instance("start", "sshd");
        alice.awaitPulse("fresh");
        assertThat(JobsInSlurm.ofSubmission(key)).isEmpty();
        awaitWords("/jobs/" + failed + "/findings", "giving up");
    }

    @Test
    void withoutPostgresEveryPageSaysSoAndNothingReachesSlurm() throws Exception {
        String key = SubmissionKey.next();
        Machine.instance("halt", "postgres");

        await().until(() -> alice.get("/jobs").status() == 503);
        assertThat(alice.get("/jobs/" + failed).body())
                .contains("own database does not answer", "Your jobs are not touched")
                .doesNotContain("Exception");
        assertThat(alice.get("/web/sluice.css").status()).isEqualTo(200);
        assertThat(submit(key).status()).isEqualTo(503);

        Machine.instance("start", "postgres");
        await().until(() -> alice.get("/jobs/" + failed).status() == 200);
        assertThat(words("/jobs/" + failed + "/findings")).contains("giving up");
        assertThat(JobsInSlurm.ofSubmission(key)).isEmpty();
    }

    @Test
    void aJobThatCameAndWentWithoutThePortalIsThereAfterwards() throws Exception {
        Machine.instance("halt", "portal");
        String job = sbatch("--wrap=exit 5");
        await().until(() -> Machine.root("squeue", "--noheader", "--states=all", "--jobs=" + job, "--format=%T")
                .words()
                .contains("FAILED"));
        Machine.instance("start", "portal");

        awaitWords("/jobs/" + job + "/state", "exit 5");
        assertThat(words("/jobs/" + job + "/state")).contains(">failed<");
    }

    @Test
    void programsOfSlurmThatHangStopNothingElse() throws Exception {
        List<String> hung = List.of(pid("slurmdbd"), pid("slurmctld"));
        try {
            hung.forEach(pid -> Machine.root("kill", "-STOP", pid));
            alice.awaitPulse("unreachable");

            Instant read = newestReading();
            await().until(() -> newestReading().isAfter(read));
            assertThat(words("/jobs")).contains(running);
            assertThat(words("/jobs/" + failed + "/findings")).contains("It ended with exit code 3");
            assertThat(Visitor.signedIn("bob").get("/jobs").status()).isEqualTo(200);
            Instant later = newestReading();
            await().until(() -> newestReading().isAfter(later));
        } finally {
            hung.forEach(pid -> Machine.root("kill", "-CONT", pid));
        }
        alice.awaitPulse("fresh");
    }

    private static String pid(String part) throws IOException {
        String recorded = Files.readString(Path.of(Instance.running().get("root"), "run", "pids", part));
        return recorded.substring(0, recorded.indexOf(' '));
    }

    private static Instant newestReading() {
        Instance instance = Instance.running();
        return JdbcClient.create(new DriverManagerDataSource(
                        instance.get("database.url"), instance.get("database.user"), instance.get("database.password")))
                .sql("select max(at) from gpu_sample")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    /** Whoever is connected is no longer: only so a stopped sshd is noticed by who had come before. Since OpenSSH 9.8 the processes are called sshd-session. */
    private static void cutConnections() {
        for (String login : new String[] {"alice", "poll", "telemetry"}) {
            Machine.root("pkill", "-KILL", "-x", "-u", Instance.running().unixUser(login), "sshd|sshd-session");
        }
    }

    private static Visitor.Answer submit(String key) {
        return CpuJob.submitted(alice, key, "patient", KEPT).join();
    }

    private static String words(String path) {
        Visitor.Answer answer = alice.get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static void awaitWords(String path, String words) {
        await().until(() -> alice.get(path).body().contains(words));
    }

    private static String sbatch(String... options) {
        Instance instance = Instance.running();
        String[] command = new String[options.length + 5];
        command[0] = "sbatch";
        command[1] = "--parsable";
        command[2] = "--account=research";
        command[3] = "--partition=cpu";
        command[4] = "--chdir=" + instance.get("root") + "/home/alice";
        System.arraycopy(options, 0, command, 5, options.length);
        Machine.Said said = Machine.as("alice", command);
        assertThat(said.status()).as(said.words()).isZero();
        return said.words().strip();
    }
}
