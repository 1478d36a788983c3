package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;
import static org.sluice.endtoend.Debugger.Step.elsewhere;
import static org.sluice.endtoend.Debugger.Step.into;
import static org.sluice.endtoend.Debugger.Step.then;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluice.Patience;
import org.sluice.Visitor;
import org.sluice.endtoend.Debugger.Step;
import org.sluice.jobs.SubmissionKey;

/**
 * The portal is killed with SIGKILL at each point of a submission and started again: Slurm then has one job of it or
 * none, never two, and the submission's page comes to say which.
 *
 * <p>It takes two minutes: the portal starts eight times, and a submission that got no answer stays open for more than a
 * minute, as long as its sbatch may take.
 */
@Tag("upheaval")
class KilledPortalTests {
    /** Some times sshj's largest packet of 32 KiB, so that the script leaves in pieces. */
    private static final String LARGE = "true # " + "x".repeat(100_000);

    private static final String SUBMISSIONS = "org.sluice.jobs.Submissions";
    private static final String SSH = "org.sluice.remote.ssh.";
    private static final List<Step> TO_THE_ROW = List.of(into(SUBMISSIONS, "send"));
    private static final List<Step> TO_THE_CHANNEL =
            with(TO_THE_ROW, then(SSH + "LeasedWork", "within"), elsewhere(SSH + "LeasedWork", "perform"));

    /** Where the portal is killed, and how many jobs Slurm may have of it. */
    private enum Point {
        ROW_WRITTEN(0, 0),
        BEFORE_EXEC(0, 0),
        SCRIPT_HALF_SENT(0, 0),
        /** What the dying connection still delivers is the kernel's to decide. */
        SENT(0, 1),
        ANSWERED(1, 1),
        BEFORE_COMMIT(1, 1);

        private final int least;
        private final int most;

        Point(int least, int most) {
            this.least = least;
            this.most = most;
        }

        List<Step> way() {
            return switch (this) {
                case ROW_WRITTEN -> TO_THE_ROW;
                case BEFORE_EXEC ->
                    with(TO_THE_CHANNEL, then("net.schmizz.sshj.connection.channel.direct.SessionChannel", "exec"));
                case SCRIPT_HALF_SENT ->
                    with(
                            TO_THE_CHANNEL,
                            then(SSH + "ShellScript", "body"),
                            then("net.schmizz.sshj.transport.TransportImpl", "write")
                                    .forTheTime(3));
                case SENT -> with(TO_THE_CHANNEL, then(SSH + "ShellExchange", "answers"));
                case ANSWERED -> with(TO_THE_ROW, then(SUBMISSIONS, "settle"));
                case BEFORE_COMMIT ->
                    with(TO_THE_ROW, then(SUBMISSIONS, "accepted"), then("org.postgresql.jdbc.PgConnection", "commit"));
            };
        }
    }

    private static final Map<Point, String> KEYS = new EnumMap<>(Point.class);
    private static Visitor alice;

    @BeforeAll
    static void killAtEveryPoint() throws Exception {
        for (Point point : Point.values()) {
            KEYS.put(point, killedAt(point));
        }
        PortalProcess.restart();
    }

    @AfterAll
    static void leaveAPortalWithoutDebugger() {
        PortalProcess.restart();
    }

    private static String killedAt(Point point) throws Exception {
        int port = freePort();
        PortalProcess.restartForDebugger(port);
        if (alice == null) {
            alice = Visitor.signedIn("alice");
        }
        alice.awaitPulse("fresh");
        String key = SubmissionKey.next();
        try (Debugger debugger = Debugger.attach(port)) {
            Debugger.Trail trail = debugger.follow(point.way());
            CompletableFuture<Visitor.Answer> answer = CpuJob.submitted(alice, key, "killed", LARGE);
            trail.awaitEnd();
            PortalProcess.kill();
            assertThat(answer).failsWithin(Patience.BOUND);
        }
        return key;
    }

    @ParameterizedTest
    @EnumSource
    void slurmHasOneJobOrNoneAndThePageSaysWhich(Point point) {
        String key = KEYS.get(point);

        Visitor.Answer page = await().until(() -> alice.get("/submissions/" + key), KilledPortalTests::saysHowItEnded);
        Set<String> jobs = JobsInSlurm.ofSubmission(key);

        assertThat(jobs).hasSizeBetween(point.least, point.most);
        if (jobs.isEmpty()) {
            assertThat(page.body()).contains("There is no such job: it was not submitted");
        } else {
            assertThat(page.location()).isEqualTo("/jobs/" + jobs.iterator().next());
        }
    }

    @Test
    void whatWasFoundAfterwardsIsInTheAuditToo() throws Exception {
        Visitor dana = Visitor.signedIn("dana");
        for (Point point : List.of(Point.ANSWERED, Point.ROW_WRITTEN)) {
            await().until(() -> alice.get("/submissions/" + KEYS.get(point)), KilledPortalTests::saysHowItEnded);
        }
        Set<String> jobs = JobsInSlurm.ofSubmission(KEYS.get(Point.ANSWERED));

        assertThat(dana.get("/audit").body()).contains("job " + jobs.iterator().next());
    }

    @Test
    void twoPressesOfTheSameButtonAreOneJob() throws Exception {
        String key = SubmissionKey.next();
        CompletableFuture<Visitor.Answer> first = CpuJob.submitted(alice, key, "pressed-twice", "sleep 5");
        CompletableFuture<Visitor.Answer> second = CpuJob.submitted(alice, key, "pressed-twice", "sleep 5");

        assertThat(first.join().location()).isNotEmpty();
        assertThat(second.join().location()).isNotEmpty();
        await().until(() -> alice.get("/submissions/" + key), KilledPortalTests::saysHowItEnded);
        assertThat(JobsInSlurm.ofSubmission(key)).hasSize(1);
    }

    @Test
    void aSubmissionIsNotThereForAnybodyElse() throws Exception {
        Visitor bob = Visitor.signedIn("bob");

        assertThat(bob.get("/submissions/" + KEYS.get(Point.ANSWERED)).status()).isEqualTo(404);
        assertThat(bob.get("/submissions/" + SubmissionKey.next()).status()).isEqualTo(404);
    }

    private static boolean saysHowItEnded(Visitor.Answer page) {
        return page.location().startsWith("/jobs/") || page.body().contains("data-state=\"NOT_SUBMITTED\"");
    }

    private static List<Step> with(List<Step> way, Step... more) {
        List<Step> longer = new ArrayList<>(way);
        longer.addAll(List.of(more));
        return longer;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
