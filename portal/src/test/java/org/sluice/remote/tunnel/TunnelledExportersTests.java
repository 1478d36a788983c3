package org.sluice.remote.tunnel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.sluice.Patience.await;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sluice.Instance;
import org.sluice.MovableClock;
import org.sluice.Patience;
import org.sluice.access.AccessParts;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.ExporterSilent;
import org.sluice.remote.ExporterSilent.Why;
import org.sluice.remote.Exporters;
import org.sluice.remote.HeadParts;
import org.sluice.remote.HeadProperties;
import org.sluice.remote.Relay;
import org.sluice.remote.TelemetryProperties;
import org.sluice.remote.ssh.RealSigner;
import org.sluice.remote.ssh.SshdChild;
import org.springframework.util.unit.DataSize;

/** Through the instance's real sshd, with certificates of the real signer. */
@Tag("cluster")
class TunnelledExportersTests {
    private record Worker(String name, String address) implements Exporters.Host {}

    private static final Exporters.Host NODE = new Worker("n1", Web.ADDRESS);
    private static final Duration PATIENT = Patience.BOUND;
    private static final Instance INSTANCE = Instance.running();

    private final MovableClock clock = new MovableClock();
    /** Of the instance's own portal. */
    private final Set<SshdChild> others = Set.copyOf(SshdChild.of(Set.of(), INSTANCE.unixUser("telemetry")));

    private @Nullable Web web;
    private final List<TunnelledExporters> opened = new ArrayList<>();

    private void answering(Web.Answer answer) {
        if (web != null) {
            web.close();
        }
        web = new Web(answer);
    }

    @AfterEach
    void close() {
        if (web != null) {
            web.close();
        }
        opened.forEach(TunnelledExporters::stop);
    }

    @Test
    void readsAWholeAnswer() {
        String body = "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} 40\n".repeat(10_000);
        answering(out -> out.write(ok(body)));
        assertThat(read(exporters(PATIENT))).isEqualTo(body);
    }

    @Test
    void readsAnAnswerThatEndsWithTheStream() {
        answering(out -> out.write("HTTP/1.1 200 OK\r\nX: y\r\n\r\nall of it".getBytes(US_ASCII)));
        assertThat(read(exporters(PATIENT))).isEqualTo("all of it");
    }

    @Test
    void keepsOneConnectionForManyAndServesThemSideBySide() throws Exception {
        TunnelledExporters exporters = exporters(PATIENT);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        answering(out -> out.write(ok("x".repeat(100_000))));
        try {
            read(exporters);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 320; i++) {
                answers.add(threads.submit(() -> read(exporters)));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).hasSize(100_000);
            }
            assertThat(allOfOurs()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysThatNothingListensOnTheNode() {
        ExporterSilent silent = silent(exporters(PATIENT));

        assertThat(silent.why()).isEqualTo(Why.REFUSED);
        assertThat(silent).hasMessage("the exporter on n1 does not answer: nothing answers on 127.0.98.1:9400");
    }

    @Test
    void noOtherPortIsOpen() {
        TunnelledExporters exporters = exporters(PATIENT, INSTANCE.sshPort());
        Exporters.Host head = new Worker("head", "127.0.0.1");

        ExporterSilent silent = catchThrowableOfType(
                ExporterSilent.class, () -> exporters.read(head, "/", body -> body.readAllBytes()));

        assertThat(silent.why()).isEqualTo(Why.HEAD_UNREACHABLE);
        assertThat(silent).hasMessageContaining("PermitOpen");
    }

    @Test
    void isNotHeldByOneThatNeverAnswersOrNeverEnds() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answering(out -> over.await());
        assertThat(silent(exporters(Duration.ofMillis(700))).why()).isEqualTo(Why.TIMED_OUT);
        answering(out -> {
            out.write("HTTP/1.0 200 OK\r\n\r\n".getBytes(US_ASCII));
            while (over.getCount() > 0) {
                out.write('x');
                out.flush();
            }
        });
        ExporterSilent silent = silent(exporters(Duration.ofMillis(700)));
        assertThat(silent.why()).isEqualTo(Why.TIMED_OUT);
        assertThat(silent).hasMessage("the exporter on n1 did not answer within 700 ms");
        over.countDown();
    }

    @Test
    void isNotHeldByOneThatTrickles() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answering(out -> {
            out.write("HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII));
            do {
                out.write('x');
                out.flush();
            } while (!over.await(50, TimeUnit.MILLISECONDS));
        });
        assertThat(silent(exporters(Duration.ofMillis(700))).why()).isEqualTo(Why.TIMED_OUT);
        over.countDown();
    }

    @Test
    void isNotHeldByAHeadThatHangs() throws Exception {
        answering(out -> out.write(ok("x")));
        TunnelledExporters exporters = exporters(Duration.ofMillis(900));
        read(exporters);
        SshdChild head = ours();
        head.signal("STOP");
        try {
            assertThat(silent(exporters).why()).isEqualTo(Why.TIMED_OUT);
        } finally {
            head.signal("CONT");
        }
        await().untilAsserted(() -> assertThat(read(exporters)).isEqualTo("x"));
    }

    @Test
    void theTelemetryUsersCertificateOpensNoSession() throws Exception {
        Session session = new HeadConnector(head(INSTANCE.sshPort()), current(INSTANCE.sshPort()), clock)
                .session(
                        AccessParts.reading(INSTANCE.unixUser("telemetry"))
                                .telemetry()
                                .orElseThrow(),
                        head(INSTANCE.sshPort()).address());
        try {
            for (String kind : List.of("exec", "shell", "sftp")) {
                Channel channel = session.openChannel(kind);
                if (channel instanceof ChannelExec exec) {
                    exec.setCommand("id");
                }
                assertThatThrownBy(() -> channel.connect(5000)).as(kind).isInstanceOf(JSchException.class);
            }
        } finally {
            session.disconnect();
        }
    }

    @Test
    void readsNoMoreThanTheLimit() {
        answering(out -> {
            out.write("HTTP/1.0 200 OK\r\n\r\n".getBytes(US_ASCII));
            for (int i = 0; i < 10; i++) {
                out.write(new byte[1 << 20]);
            }
        });
        assertThat(silent(exporters(PATIENT)).why()).isEqualTo(Why.TOO_MUCH);
    }

    @Test
    void takesNoHalfAnswerForAWholeOne() {
        answering(out -> out.write("HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII)));
        ExporterSilent silent = silent(exporters(PATIENT));
        assertThat(silent.why()).isEqualTo(Why.BROKEN_OFF);
        assertThat(silent).hasMessage("the exporter on n1 did not finish: it broke off after 4 of 100 bytes");
    }

    @Test
    void takesNothingElseForAnAnswer() {
        for (String words : List.of(
                "HTTP/1.0 500 Broken\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.0 200 OK\r\n" + "X: y\r\n".repeat(10_000))) {
            answering(out -> out.write(words.getBytes(US_ASCII)));
            assertThat(silent(exporters(PATIENT)).why()).as(words).isEqualTo(Why.NOT_OK);
        }
    }

    @Test
    void anExporterThatIsKilledInTheMiddleHasNotAnswered() {
        AtomicInteger served = new AtomicInteger();
        answering(out -> {
            if (served.getAndIncrement() > 0) {
                out.write(ok("again"));
            }
        });
        TunnelledExporters exporters = exporters(PATIENT);
        assertThat(silent(exporters).why()).isEqualTo(Why.BROKEN_OFF);
        assertThat(read(exporters)).isEqualTo("again");
    }

    @Test
    void comesBackAfterTheConnectionToTheHeadWasCut() throws Exception {
        TunnelledExporters exporters = exporters(PATIENT);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        answering(out -> {
            asked.countDown();
            if (over.getCount() > 0) {
                over.await();
            }
            out.write(ok("again"));
        });
        try {
            Future<ExporterSilent> first = threads.submit(() -> silent(exporters));
            await().until(() -> asked.getCount() == 0);
            ours().signal("KILL");
            assertThat(Patience.await(first).why()).isEqualTo(Why.BROKEN_OFF);
            over.countDown();
            assertThat(read(exporters)).isEqualTo("again");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void followsAHeadThatHasMovedWithTheKeyThatWasPinned() throws Exception {
        try (Relay relay = new Relay()) {
            CurrentHead current = current(INSTANCE.sshPort());
            TunnelledExporters exporters = exporters(current);
            answering(out -> out.write(ok("x")));
            read(exporters);
            SshdChild first = ours();

            current.moveTo(relay.address());

            assertThat(read(exporters)).isEqualTo("x");
            await().untilAsserted(() -> assertThat(ours()).isNotEqualTo(first));
        }
    }

    private TunnelledExporters exporters(CurrentHead current) {
        TunnelledExporters exporters = new TunnelledExporters(
                head(INSTANCE.sshPort()),
                current,
                properties(PATIENT, Web.PORT),
                AccessParts.reading(INSTANCE.unixUser("telemetry")),
                clock);
        opened.add(exporters);
        return exporters;
    }

    @Test
    void aConnectionEndsByItsAgeAndAnotherTakesOver() {
        TunnelledExporters exporters = exporters(PATIENT);
        answering(out -> out.write(ok("x")));
        read(exporters);
        SshdChild first = ours();
        clock.move(Duration.ofMinutes(11));
        read(exporters);
        await().untilAsserted(() -> assertThat(ours()).isNotEqualTo(first));
    }

    @Test
    void whatIsNotConfiguredIsSaid() {
        TunnelledExporters exporters = new TunnelledExporters(
                head(INSTANCE.sshPort()),
                current(INSTANCE.sshPort()),
                properties(PATIENT, Web.PORT),
                AccessParts.reading(""),
                clock);
        opened.add(exporters);

        assertThat(exporters.areReachable()).isFalse();
        assertThatThrownBy(() -> read(exporters)).hasMessage("GPUs are not read: sluice.telemetry.user is not set");
    }

    @Test
    void aHeadThatIsAwayIsNotAskedAgainAtOnce() {
        TunnelledExporters exporters = new TunnelledExporters(
                head(1),
                current(1),
                properties(PATIENT, Web.PORT),
                AccessParts.reading(INSTANCE.unixUser("telemetry")),
                clock);
        opened.add(exporters);

        ExporterSilent first = silent(exporters);
        assertThat(first.why()).isEqualTo(Why.HEAD_UNREACHABLE);
        assertThat(silent(exporters).getCause()).isSameAs(first.getCause());
        clock.move(Duration.ofSeconds(2));
        assertThat(silent(exporters).getCause()).isNotSameAs(first.getCause());
    }

    private List<SshdChild> allOfOurs() {
        return SshdChild.of(others, INSTANCE.unixUser("telemetry"));
    }

    private SshdChild ours() {
        assertThat(allOfOurs()).hasSize(1);
        return allOfOurs().get(0);
    }

    private TunnelledExporters exporters(Duration deadline) {
        return exporters(deadline, Web.PORT);
    }

    private TunnelledExporters exporters(Duration deadline, int port) {
        TunnelledExporters exporters = new TunnelledExporters(
                head(INSTANCE.sshPort()),
                current(INSTANCE.sshPort()),
                properties(deadline, port),
                AccessParts.reading(INSTANCE.unixUser("telemetry")),
                clock);
        opened.add(exporters);
        return exporters;
    }

    private static TelemetryProperties properties(Duration deadline, int port) {
        return new TelemetryProperties(INSTANCE.unixUser("telemetry"), port, deadline, DataSize.ofMegabytes(8));
    }

    private static HeadProperties head(int port) {
        return new HeadProperties(
                INSTANCE.sshHost(), port, INSTANCE.path("ssh.known-hosts"), RealSigner.socket(), "/usr/bin");
    }

    private static CurrentHead current(int port) {
        return HeadParts.current(head(port));
    }

    private static String read(TunnelledExporters exporters) {
        return exporters.read(NODE, "/metrics", body -> new String(body.readAllBytes(), US_ASCII));
    }

    private static ExporterSilent silent(TunnelledExporters exporters) {
        return catchThrowableOfType(ExporterSilent.class, () -> read(exporters));
    }

    private static byte[] ok(String body) {
        return ("HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body).getBytes(US_ASCII);
    }
}
