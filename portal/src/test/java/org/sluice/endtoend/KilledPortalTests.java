package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sluice.endtoend.Debugger.Step.elsewhere;
import static org.sluice.endtoend.Debugger.Step.into;
import static org.sluice.endtoend.Debugger.Step.then;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluice.endtoend.Debugger.Step;

/**
 * The portal is killed with SIGKILL at each point of a submission and started again: Slurm then has one job of it or
 * none, and the page of the submission comes to say which.
 */
class KilledPortalTests {
    /** What may still be submitting ends after 80 s; some pictures of the cluster come on top. */
    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(110);

    private static final String SUBMISSIONS = "org.sluice.jobs.Submissions";
    private static final String SHELL = "org.sluice.cluster.ssh.";
    /** Longer than sshj's largest packet, so that the script leaves in several. */
    private static final String LONG_COMMAND = "true\n" + "# not a short one\n".repeat(6_000);

    private static final Map<String, String> FORM = Map.ofEntries(
            Map.entry("job_name", "killed"),
            Map.entry("account", "research"),
            Map.entry("partition", "gpu"),
            Map.entry("qos", ""),
            Map.entry("nodes", "2"),
            Map.entry("gpus_type", "a100"),
            Map.entry("gpus", "1"),
            Map.entry("memory", "1G"),
            Map.entry("time", "0:10:00"),
            Map.entry("workload", "command"),
            Map.entry("steps", "1"),
            Map.entry("command", LONG_COMMAND),
            Map.entry("comment", "held and killed"));

    private static final List<Step> TO_THE_ROW = List.of(into(SUBMISSIONS, "send"));
    private static final List<Step> TO_THE_CHANNEL =
            with(TO_THE_ROW, then(SHELL + "LeasedWork", "within"), elsewhere(SHELL + "LeasedWork", "perform"));

    private enum Point {
        ROW_WRITTEN(0, 0),
        BEFORE_EXEC(0, 0),
        SCRIPT_HALF_SENT(0, 0),
        SENT(0, 1),
        ANSWERED(1, 1),
        BEFORE_COMMIT(1, 1);

        private final int leastJobs;
        private final int mostJobs;

        Point(int leastJobs, int mostJobs) {
            this.leastJobs = leastJobs;
            this.mostJobs = mostJobs;
        }

        List<Step> way() {
            return switch (this) {
                case ROW_WRITTEN -> TO_THE_ROW;
                case BEFORE_EXEC ->
                    with(TO_THE_CHANNEL, then("net.schmizz.sshj.connection.channel.direct.SessionChannel", "exec"));
                case SCRIPT_HALF_SENT ->
                    with(
                            TO_THE_CHANNEL,
                            then(SHELL + "ShellScript", "body"),
                            then("net.schmizz.sshj.transport.TransportImpl", "write")
                                    .forTheTime(3));
                case SENT -> with(TO_THE_CHANNEL, then(SHELL + "ShellExchange", "answers"));
                case ANSWERED -> with(TO_THE_ROW, then(SUBMISSIONS, "settle"));
                case BEFORE_COMMIT ->
                    with(TO_THE_ROW, then(SUBMISSIONS, "accepted"), then("org.postgresql.jdbc.PgConnection", "commit"));
            };
        }
    }

    private static final Map<Point, String> KEYS = new EnumMap<>(Point.class);
    private static Person alice;

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
            alice = Person.signIn("alice");
        }
        Map<String, String> form = alice.open("multi-node-gpu", FORM);
        try (Debugger debugger = Debugger.attach(port)) {
            Debugger.Trail trail = debugger.follow(point.way());
            CompletableFuture<HttpResponse<String>> answer = alice.post("/submit/multi-node-gpu", form);
            trail.awaitEnd(Duration.ofSeconds(30));
            PortalProcess.kill();
            assertThat(answer).failsWithin(Duration.ofSeconds(10));
        }
        return form.get("key");
    }

    @ParameterizedTest
    @EnumSource
    void slurmHasOneJobOrNoneAndThePageSaysWhich(Point point) {
        String key = KEYS.get(point);

        HttpResponse<String> page = settled(key);
        Set<String> jobs = JobsInSlurm.ofSubmission(key);

        assertThat(jobs).hasSizeBetween(point.leastJobs, point.mostJobs);
        if (jobs.isEmpty()) {
            assertThat(page.body()).contains("There is no such job: it was not submitted");
            assertThat(page.body()).contains("Open the form again with what you typed");
        } else {
            String job = jobs.iterator().next();
            assertThat(Person.goesTo(page)).isEqualTo("/jobs/" + job);
            assertThat(alice.get("/jobs/" + job).body()).contains("killed");
        }
    }

    /** The page of the submission once it says how it ended. */
    private static HttpResponse<String> settled(String key) {
        return await().atMost(SETTLED_WITHIN)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> alice.get("/submissions/" + key), KilledPortalTests::saysHowItEnded);
    }

    private static boolean saysHowItEnded(HttpResponse<String> page) {
        if (Person.goesTo(page).startsWith("/jobs/")) {
            return true;
        }
        assertThat(page.statusCode()).isEqualTo(200);
        if (page.body().contains("data-state=\"NOT_SUBMITTED\"")) {
            return true;
        }
        assertThat(page.body()).containsAnyOf("data-state=\"SENDING\"", "data-state=\"ACCEPTED\"");
        return false;
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
