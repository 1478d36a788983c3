package org.sluice.remote.tunnel;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.sluice.remote.ExporterSilent.Why;
import org.sluice.remote.HeadAddress;

/** One connection to the head as the telemetry user, and the streams that are open on it. */
final class HeadConnection {
    /** sshd sets no limit on streams; a connection that carried them all would make each wait for the others. */
    private static final int MOST_STREAMS = 32;
    /** A connection outlives its certificate, so it ends by its age. */
    private static final Duration OLDEST = Duration.ofMinutes(10);
    /** RFC 4254, 5.1: what sshd answers where PermitOpen does not permit, and where the node cannot be reached. */
    private static final int ADMINISTRATIVELY_PROHIBITED = 1;

    private static final int CONNECT_FAILED = 2;

    private final Session session;
    private final HeadAddress address;
    private final Instant openedAt;
    private final AtomicInteger streams = new AtomicInteger();

    HeadConnection(Session session, HeadAddress address, Instant openedAt) {
        this.session = session;
        this.address = address;
        this.openedAt = openedAt;
    }

    boolean takesMore(HeadAddress head, Instant now) {
        return isAlive() && !isOld(head, now) && streams.get() < MOST_STREAMS;
    }

    /** @param head where the head is now: a connection to elsewhere ends as one that is too old */
    boolean isOver(HeadAddress head, Instant now) {
        return !isAlive() || (isOld(head, now) && streams.get() == 0);
    }

    private boolean isOld(HeadAddress head, Instant now) {
        return !address.equals(head) || !now.isBefore(openedAt.plus(OLDEST));
    }

    boolean isAlive() {
        return session.isConnected();
    }

    HeadStream open(String host, int port, Duration within) throws StreamRefused {
        streams.incrementAndGet();
        try {
            Channel channel = session.getStreamForwarder(host, port);
            InputStream in = channel.getInputStream();
            OutputStream out = channel.getOutputStream();
            connect(channel, host, port, within);
            return new Open(channel, in, out);
        } catch (JSchException | IOException broken) {
            streams.decrementAndGet();
            throw new StreamRefused(
                    Why.HEAD_UNREACHABLE, "the connection to the head broke: " + broken.getMessage(), broken);
        } catch (StreamRefused refused) {
            streams.decrementAndGet();
            throw refused;
        }
    }

    private static void connect(Channel channel, String host, int port, Duration within) throws StreamRefused {
        try {
            channel.connect((int) Math.max(1, within.toMillis()));
        } catch (JSchException refused) {
            int reason = channel.getExitStatus();
            channel.disconnect();
            throw switch (reason) {
                case ADMINISTRATIVELY_PROHIBITED ->
                    new StreamRefused(
                            Why.HEAD_UNREACHABLE,
                            "sshd on the head does not permit a stream to " + host + ":" + port
                                    + "; PermitOpen has to name it",
                            refused);
                case CONNECT_FAILED ->
                    new StreamRefused(Why.REFUSED, "nothing answers on " + host + ":" + port, refused);
                // JSch gives no reason when nobody has answered: most likely the node drops what it is sent
                default ->
                    new StreamRefused(
                            Why.TIMED_OUT,
                            "neither the head nor " + host + ":" + port + " answered within " + within.toMillis()
                                    + " ms",
                            refused);
            };
        }
    }

    void close() {
        session.disconnect();
    }

    private final class Open implements HeadStream {
        private final Channel channel;
        private final InputStream in;
        private final OutputStream out;
        private final AtomicBoolean closed = new AtomicBoolean();

        Open(Channel channel, InputStream in, OutputStream out) {
            this.channel = channel;
            this.in = in;
            this.out = out;
        }

        @Override
        public InputStream in() {
            return in;
        }

        @Override
        public OutputStream out() {
            return out;
        }

        @Override
        public boolean wayIsOpen() {
            return isAlive();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                streams.decrementAndGet();
                channel.disconnect();
            }
        }
    }
}
