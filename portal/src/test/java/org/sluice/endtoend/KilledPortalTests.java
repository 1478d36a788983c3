package org.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.jdi.event.BreakpointEvent;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluice.jobs.SubmissionKey;

/**
 * The portal is killed with SIGKILL at each point of a submission. Afterwards Slurm has none or one job of it, never two,
 * and the submission's page says which.
 */
class KilledPortalTests {
    private static final String EXCHANGE = "org.sluice.cluster.ssh.ShellExchange";
    private static final Duration REACHED = Duration.ofSeconds(30);
    /** Submissions.GIVE_UP_AFTER and some pictures of the cluster. */
    private static final Duration SETTLED = Duration.ofSeconds(150);
    /** Long enough that the script goes out in many pieces. */
    private static final String LARGE = "true # " + "x".repeat(200_000);

    private static int debugPort;

    /** Where the portal is killed, and how many jobs Slurm must have afterwards. */
    private enum Point {
        ROW_WRITTEN(0),
        BEFORE_EXEC(0),
        SCRIPT_HALF_SENT(0),
        SENT(1),
        ANSWERED(1),
        BEFORE_COMMIT(1);

        private final int jobs;

        Point(int jobs) {
            this.jobs = jobs;
        }
    }

    @BeforeAll
    static void startWithTheDebugAgent() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            debugPort = free.getLocalPort();
        }
        Machine.instance("halt", "portal");
        start();
    }

    @AfterAll
    static void startAsUsual() {
        Machine.instance("halt", "portal");
        Machine.instance("start", "portal");
    }

    private static void start() {
        Machine.instance(
                Map.of(
                        "SLUICE_PORTAL_JAVA_OPTIONS",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + debugPort),
                "start",
                "portal");
    }

    @Test
    void neverLeavesTwoJobsNorLosesOne() throws Exception {
        FormClient alice = FormClient.signedIn("alice");
        Map<Point, String> keys = new LinkedHashMap<>();
        for (Point point : Point.values()) {
            String key = SubmissionKey.next();
            keys.put(point, key);
            killAt(point, alice, key);
            start();
        }
        for (Map.Entry<Point, String> entry : keys.entrySet()) {
            Point point = entry.getKey();
            String key = entry.getValue();
            await(point.name())
                    .atMost(SETTLED)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(
                            () -> assertThat(said(alice, key)).isEqualTo(point.jobs == 1 ? "job" : "NOT_SUBMITTED"));
            assertThat(jobsWith(key)).as(point.name()).isEqualTo(point.jobs);
        }
    }

    @Test
    void twoPressesOfTheSameButtonAreOneJob() throws Exception {
        FormClient alice = FormClient.signedIn("alice");
        String key = SubmissionKey.next();
        CompletableFuture<HttpResponse<String>> first = alice.submit(key, "pressed-twice", "sleep 5");
        CompletableFuture<HttpResponse<String>> second = alice.submit(key, "pressed-twice", "sleep 5");
        assertThat(first.join().statusCode()).isBetween(302, 303);
        assertThat(second.join().statusCode()).isBetween(302, 303);
        await().atMost(Duration.ofSeconds(30)).until(() -> said(alice, key).equals("job"));
        assertThat(jobsWith(key)).isEqualTo(1);

        FormClient bob = FormClient.signedIn("bob");
        assertThat(bob.get("/submissions/" + key).statusCode()).isEqualTo(404);
    }

    private static void killAt(Point point, FormClient alice, String key) throws Exception {
        String token = alice.token("/submit/cpu-job");
        try (Debugger debugger = Debugger.attach(debugPort)) {
            switch (point) {
                case ROW_WRITTEN -> debugger.holdAt("org.sluice.jobs.Submissions", "send");
                case BEFORE_EXEC -> debugger.holdAt(EXCHANGE, "on");
                case SCRIPT_HALF_SENT -> debugger.holdAt("org.sluice.cluster.ssh.ShellScript", "finish");
                case SENT -> debugger.holdAt(EXCHANGE, "answers");
                case ANSWERED -> debugger.holdAt("org.sluice.jobs.Submissions", "settle");
                case BEFORE_COMMIT -> debugger.holdAt("org.sluice.jobs.SubmissionRows", "accepted");
            }
            CompletableFuture<HttpResponse<String>> answer = alice.post(
                    "/submit/cpu-job",
                    Map.of(
                            "key",
                            key,
                            "job_name",
                            "killed",
                            "partition",
                            "cpu",
                            "cpus",
                            "1",
                            "memory",
                            "100M",
                            "time",
                            "5",
                            "command",
                            LARGE,
                            "_csrf",
                            token));
            BreakpointEvent hit = debugger.awaitHit(REACHED, ofThisSubmission(point, key));
            if (point == Point.BEFORE_COMMIT) {
                debugger.holdThreadAt(hit, "org.postgresql.jdbc.PgConnection", "commit");
                debugger.awaitHit(REACHED, commit -> true);
            }
            Machine.instance("power-off", "portal");
            assertThat(answer).failsWithin(Duration.ofSeconds(20));
        }
    }

    /** The poller uses the same way to the cluster: only an exchange that carries the key is meant. */
    private static Predicate<BreakpointEvent> ofThisSubmission(Point point, String key) {
        return switch (point) {
            case BEFORE_EXEC, SENT -> hit -> Debugger.answers(hit, "script", "body", key);
            case SCRIPT_HALF_SENT -> hit -> Debugger.answers(hit, "", "body", key);
            default -> hit -> true;
        };
    }

    /** What the page of a submission says: {@code job} when it leads to one, else its state. */
    private static String said(FormClient alice, String key) throws Exception {
        HttpResponse<String> page = alice.get("/submissions/" + key);
        if (page.statusCode() == 302) {
            return page.headers().firstValue("Location").orElse("").contains("/jobs/") ? "job" : "elsewhere";
        }
        return page.body().replaceAll("(?s).*data-state=\"([A-Z_]+)\".*", "$1");
    }

    private static long jobsWith(String key) {
        return Machine.root("squeue", "-h", "-a", "-t", "all", "-o", "%i %k")
                .words()
                .lines()
                .filter(line -> line.contains("sluice:" + key))
                .count();
    }
}
