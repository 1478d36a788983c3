package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluice.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.Instance;
import org.sluice.MovableClock;
import org.sluice.Patience;
import org.sluice.access.ActingUser;
import org.sluice.access.ActingUsers;
import org.sluice.remote.Answer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.Command;
import org.sluice.remote.Relay;

/** Ida and Ivo are nobody's but these tests': each connection of theirs is counted. */
@Tag("cluster")
class ConnectionsTests {
    private static final Duration DEADLINE = Patience.BOUND;

    private final ActingUser ida = ActingUsers.named("ida");
    private final ActingUser ivo = ActingUsers.named("ivo");
    private final MovableClock clock = new MovableClock();
    private final Head head = Head.open(clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void nobodyIsConnected() {
        SshdChild.awaitNone(ida.unixUser());
        SshdChild.awaitNone(ivo.unixUser());
    }

    @AfterEach
    void close() {
        head.close();
        threads.shutdownNow();
    }

    @Test
    void keepsAPersonsConnection() {
        for (int i = 0; i < 20; i++) {
            run(ida, "true");
        }
        assertThat(SshdChild.count(ida.unixUser())).isEqualTo(1);
    }

    @Test
    void twoPeopleNeverShareOne() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ActingUser who = i % 2 == 0 ? ida : ivo;
            answers.add(threads.submit(() -> run(who, "id", "-un").output()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).isEqualTo((i % 2 == 0 ? ida : ivo).unixUser() + "\n");
        }
        assertThat(SshdChild.count(ida.unixUser())).isBetween(1, PersonConnections.MOST_CONNECTIONS);
        assertThat(SshdChild.count(ivo.unixUser())).isBetween(1, PersonConnections.MOST_CONNECTIONS);
    }

    @Test
    void opensMoreWhenOneIsFull() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < PersonConnections.MOST_IN_FLIGHT; i++) {
            answers.add(threads.submit(() -> run(ida, "sleep", "2")));
        }
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().succeeded()).isTrue();
        }
        assertThat(SshdChild.count(ida.unixUser())).isBetween(3, PersonConnections.MOST_CONNECTIONS);
    }

    @Test
    void boundsWhatOnePersonHasUnderWay() {
        List<Future<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < PersonConnections.MOST_IN_FLIGHT; i++) {
            answers.add(threads.submit(() -> run(ida, "sleep", "5")));
        }
        await().until(() -> head.connections().of(ida).requestsUnderWay() == PersonConnections.MOST_IN_FLIGHT);
        assertUnreachable(Obstacle.TOO_BUSY, () -> head.shell().run(ida, Command.of("true"), Duration.ofMillis(200)));
        assertThat(run(ivo, "true").succeeded()).isTrue();
        answers.forEach(answer -> answer.cancel(true));
    }

    @Test
    void endsAConnectionByItsAge() {
        run(ida, "true");
        SshdChild first = SshdChild.of(ida.unixUser());
        clock.move(SshConnection.OLDEST);
        run(ida, "true");
        head.connections().sweep();
        await().until(() -> SshdChild.count(ida.unixUser()) == 1);
        assertThat(SshdChild.of(ida.unixUser())).isNotEqualTo(first);
    }

    @Test
    void cutsWhatOutlivesTheOldestAge() {
        Future<Answer> answer = threads.submit(() -> run(ida, "sleep", "60"));
        awaitProcess(ida, "sleep 60");
        clock.move(SshConnection.OLDEST);
        head.connections().sweep();
        assertThat(SshdChild.count(ida.unixUser())).isEqualTo(1);
        clock.move(SshConnection.DRAINS_FOR);
        head.connections().sweep();
        assertLost(AnswerLost.Way.CONNECTION_BROKE, answer);
        SshdChild.awaitNone(ida.unixUser());
    }

    @Test
    void endsAConnectionNobodyUses() {
        run(ida, "true");
        await().until(() -> head.connections().of(ida).channelsInUse() == 0);
        head.connections().sweep();
        assertThat(head.connections().of(ida).connectionsOpen()).isEqualTo(1);
        clock.move(SshConnection.IDLE_FOR);
        head.connections().sweep();
        SshdChild.awaitNone(ida.unixUser());
    }

    @Test
    void neverUsesADeadConnectionAgain() throws IOException {
        run(ida, "true");
        SshdChild.of(ida.unixUser()).signal("KILL");
        assertThat(run(ida, "id", "-un").output()).isEqualTo(ida.unixUser() + "\n");
    }

    @Test
    void losesTheAnswerWhenSshdDiesUnderACommand() throws IOException {
        Future<Answer> answer = threads.submit(() -> run(ida, "sleep", "61"));
        awaitProcess(ida, "sleep 61");
        SshdChild.of(ida.unixUser()).signal("KILL");
        assertLost(AnswerLost.Way.CONNECTION_BROKE, answer);
    }

    @Test
    void leavesAHungHeadAtTheDeadline() throws IOException {
        run(ida, "true");
        SshdChild hung = SshdChild.of(ida.unixUser());
        hung.signal("STOP");
        try {
            assertUnreachable(
                    Obstacle.OUT_OF_TIME, () -> head.shell().run(ida, Command.of("true"), Duration.ofSeconds(1)));
            assertThat(run(ida, "id", "-un").output()).isEqualTo(ida.unixUser() + "\n");
        } finally {
            hung.signal("KILL");
        }
    }

    @Test
    void leavesAHungHeadThatTakesNoMoreBytes() throws IOException {
        run(ida, "true");
        SshdChild hung = SshdChild.of(ida.unixUser());
        hung.signal("STOP");
        try {
            Command endless = Command.of("cat").reading("x".repeat(8_000_000));
            assertUnreachable(Obstacle.OUT_OF_TIME, () -> head.shell().run(ida, endless, Duration.ofSeconds(1)));
            await().until(() -> head.connections().of(ida).connectionsOpen() == 0);
        } finally {
            hung.signal("KILL");
        }
    }

    @Test
    void givesUpAHeadThatAcceptsAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Head mute = Head.open(silent.getLocalPort())) {
            assertUnreachable(
                    Obstacle.OUT_OF_TIME, () -> mute.shell().run(ida, Command.of("true"), Duration.ofSeconds(1)));
            assertUnreachable(Obstacle.NO_CONNECTION, () -> mute.shell().run(ida, Command.of("true"), DEADLINE));
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (Head nobody = Head.open(port)) {
            assertUnreachable(Obstacle.NO_CONNECTION, () -> nobody.shell().run(ida, Command.of("true"), DEADLINE));
        }
    }

    @Test
    void losesTheAnswerWhenTheHeadHangsUnderACommand() throws IOException {
        Future<Answer> answer =
                threads.submit(() -> head.shell().run(ida, Command.of("sleep", "62"), Duration.ofSeconds(3)));
        awaitProcess(ida, "sleep 62");
        SshdChild hung = SshdChild.of(ida.unixUser());
        hung.signal("STOP");
        try {
            assertLost(AnswerLost.Way.OUT_OF_TIME, answer);
        } finally {
            hung.signal("KILL");
        }
    }

    @Test
    void saysThatTheSignerDoesNotAnswer(@TempDir Path directory) {
        try (Head silent = Head.open(knownHosts(), directory.resolve("nobody.sock"))) {
            assertUnreachable(Obstacle.SIGNER_SILENT, () -> silent.shell().run(ida, Command.of("true"), DEADLINE));
        }
    }

    @Test
    void refusesAHeadWhoseKeyIsNotPinned(@TempDir Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("known_hosts"), "");
        try (Head unknown = Head.open(empty, RealSigner.socket())) {
            assertUnreachable(Obstacle.HOST_KEY_UNKNOWN, () -> unknown.shell().run(ida, Command.of("true"), DEADLINE))
                    .hasMessageContaining(fingerprint(knownHosts()));
        }
    }

    @Test
    void refusesAHeadWithAnotherKeyThanThePinnedOne(@TempDir Path directory) throws IOException {
        Path pinned = anotherPinned(directory);
        try (Head changed = Head.open(pinned, RealSigner.socket())) {
            assertUnreachable(Obstacle.HOST_KEY_CHANGED, () -> changed.shell().run(ida, Command.of("true"), DEADLINE))
                    .hasMessageContaining(fingerprint(knownHosts()))
                    .hasMessageContaining(pinned.toString());
        }
    }

    @Test
    void followsAHeadThatHasMovedWithTheKeyThatWasPinned() throws IOException {
        try (Relay relay = new Relay()) {
            run(ida, "true");
            SshdChild before = SshdChild.of(ida.unixUser());

            head.current().moveTo(relay.address());

            run(ida, "true");
            await().until(() -> !SshdChild.of(ida.unixUser()).equals(before));
        }
    }

    @Test
    void doesNotMoveToWhereAnotherKeyIsShown(@TempDir Path directory) throws IOException {
        try (Relay relay = new Relay();
                Head pinned = Head.open(anotherPinned(directory), RealSigner.socket())) {
            assertUnreachable(Obstacle.HOST_KEY_CHANGED, () -> pinned.current().moveTo(relay.address()))
                    .hasMessageContaining(relay.address() + " shows another host key than the pinned one")
                    .hasMessageContaining(fingerprint(knownHosts()));
            assertThat(pinned.current().address()).isEqualTo(pinned.current().configured());
        }
    }

    @Test
    void takesNoWorkOnceItStops() {
        run(ida, "true");
        head.close();
        assertUnreachable(Obstacle.STOPPING, () -> run(ida, "true"));
        SshdChild.awaitNone(ida.unixUser());
    }

    private Answer run(ActingUser who, String... words) {
        return head.shell().run(who, Command.of(words).within(Duration.ofSeconds(70)), DEADLINE);
    }

    private static void awaitProcess(ActingUser who, String arguments) {
        // ps ends with 1 while nobody's process runs
        Callable<Boolean> runs = () -> Local.run(Map.of(), new byte[0], "ps", "-u", who.unixUser(), "-o", "args=")
                .output()
                .lines()
                .anyMatch(arguments::equals);
        await().until(runs);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertUnreachable(
            Obstacle obstacle, ThrowingCallable asking) {
        return assertThatThrownBy(asking)
                .isInstanceOfSatisfying(
                        ClusterUnreachable.class,
                        failed -> assertThat(failed.obstacle()).isEqualTo(obstacle));
    }

    private static void assertLost(AnswerLost.Way way, Future<Answer> answer) {
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        AnswerLost.class, lost -> assertThat(lost.way()).isEqualTo(way));
    }

    /** A file that pins a key for the head that is not the head's. */
    private static Path anotherPinned(Path directory) throws IOException {
        Path key = directory.resolve("another");
        Local.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        String host = Files.readString(knownHosts()).split(" ", 2)[0];
        return Files.writeString(
                directory.resolve("known_hosts"), host + " " + Files.readString(Path.of(key + ".pub")));
    }

    private static Path knownHosts() {
        return Instance.running().path("ssh.known-hosts");
    }

    private static String fingerprint(Path knownHosts) throws IOException {
        return Local.run("ssh-keygen", "-l", "-f", knownHosts.toString()).split(" ", -1)[1];
    }
}
