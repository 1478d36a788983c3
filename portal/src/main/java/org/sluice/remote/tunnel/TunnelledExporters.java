package org.sluice.remote.tunnel;

import jakarta.annotation.PreDestroy;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sluice.access.ActingUser;
import org.sluice.access.ServiceUsers;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.ExporterSilent;
import org.sluice.remote.ExporterSilent.Why;
import org.sluice.remote.Exporters;
import org.sluice.remote.HeadProperties;
import org.sluice.remote.TelemetryProperties;
import org.sluice.web.DaemonThreads;
import org.springframework.stereotype.Component;

/** Asks exporters over streams through the head; whoever does not answer wholly in time is cut off. */
@Component
class TunnelledExporters implements Exporters {
    private final ServiceUsers users;
    private final TelemetryProperties properties;
    private final HeadConnections connections;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("sluice-telemetry-watch"));

    TunnelledExporters(
            HeadProperties head, CurrentHead current, TelemetryProperties properties, ServiceUsers users, Clock clock) {
        this.users = users;
        this.properties = properties;
        this.connections = new HeadConnections(new HeadConnector(head, current, clock), clock);
    }

    @Override
    public boolean areReachable() {
        return users.telemetry().isPresent();
    }

    @Override
    public <T> T read(Exporters.Host node, String pathAndQuery, BodyReader<T> reader) {
        ActingUser who = users.telemetry()
                .orElseThrow(() -> new ExporterSilent(
                        Why.HEAD_UNREACHABLE,
                        node.name(),
                        "GPUs are not read: sluice.telemetry.user is not set",
                        null));
        long deadline = System.nanoTime() + properties.deadline().toNanos();
        byte[] body = body(node, pathAndQuery, who, deadline);
        try {
            return reader.read(new ByteArrayInputStream(body));
        } catch (IOException unreadable) {
            throw new ExporterSilent(
                    Why.NOT_OK, node.name(), said(node, "is of no use: " + unreadable.getMessage()), unreadable);
        }
    }

    /** Wholly read before anybody looks at it: a stream that waits for its reader makes all others wait. */
    private byte[] body(Exporters.Host node, String pathAndQuery, ActingUser who, long deadline) {
        HeadStream stream = open(node, who, deadline);
        AtomicBoolean late = new AtomicBoolean();
        Future<?> cut = watch.schedule(
                () -> {
                    late.set(true);
                    stream.close();
                },
                left(deadline).toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            byte[] told = ask(node, pathAndQuery, stream);
            if (late.get() || !stream.wayIsOpen()) {
                throw new EOFException("it was cut off");
            }
            return told;
        } catch (IOException broken) {
            throw silent(node, broken, late.get());
        } finally {
            cut.cancel(false);
            stream.close();
        }
    }

    private HeadStream open(Exporters.Host node, ActingUser who, long deadline) {
        try {
            return connections.take(who, left(deadline)).open(node.address(), properties.port(), left(deadline));
        } catch (ClusterUnreachable away) {
            throw new ExporterSilent(
                    Why.HEAD_UNREACHABLE,
                    node.name(),
                    "the way to " + node.name() + " is closed: " + away.getMessage(),
                    away);
        } catch (StreamRefused refused) {
            boolean head = refused.why() == Why.HEAD_UNREACHABLE;
            throw new ExporterSilent(
                    refused.why(),
                    node.name(),
                    head
                            ? "the way to " + node.name() + " is closed: " + refused.getMessage()
                            : said(node, "does not answer: " + refused.getMessage()),
                    refused);
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
    }

    private byte[] ask(Exporters.Host node, String pathAndQuery, HeadStream stream) throws IOException {
        String request = "GET " + pathAndQuery + " HTTP/1.0\r\nHost: " + node.name() + ":" + properties.port()
                + "\r\nAccept: text/plain\r\nConnection: close\r\n\r\n";
        stream.out().write(request.getBytes(StandardCharsets.US_ASCII));
        stream.out().flush();
        InputStream in = new BufferedInputStream(stream.in(), 32 * 1024);
        HttpAnswer answer = HttpAnswer.read(in);
        if (answer.status() != 200) {
            throw new HttpAnswer.NotHttp("it answers " + answer.status());
        }
        return new AnswerBody(in, properties.limit().toBytes(), answer.length()).readAllBytes();
    }

    private ExporterSilent silent(Exporters.Host node, IOException broken, boolean late) {
        Duration deadline = properties.deadline();
        if (late) {
            return new ExporterSilent(
                    Why.TIMED_OUT,
                    node.name(),
                    said(node, "did not answer within " + deadline.toMillis() + " ms"),
                    broken);
        }
        if (broken instanceof AnswerBody.TooMuch) {
            return new ExporterSilent(Why.TOO_MUCH, node.name(), said(node, "answers " + broken.getMessage()), broken);
        }
        if (broken instanceof HttpAnswer.NotHttp) {
            return new ExporterSilent(
                    Why.NOT_OK, node.name(), said(node, "is of no use: " + broken.getMessage()), broken);
        }
        String how = broken instanceof EOFException ? broken.getMessage() : "the stream broke: " + broken.getMessage();
        return new ExporterSilent(Why.BROKEN_OFF, node.name(), said(node, "did not finish: " + how), broken);
    }

    private static String said(Exporters.Host node, String what) {
        return "the exporter on " + node.name() + " " + what;
    }

    @PreDestroy
    void stop() {
        watch.shutdownNow();
        connections.close();
    }
}
