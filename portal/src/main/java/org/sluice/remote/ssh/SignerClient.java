package org.sluice.remote.ssh;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;

/** Asks the signer for certificates over its Unix socket, two seconds for each. */
public final class SignerClient {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int ANSWER_LIMIT_BYTES = 16 * 1024;
    private static final String GIVEN = "certificate ";
    private static final String REFUSED = "refused ";

    private final Path socket;

    public SignerClient(Path socket) {
        this.socket = socket;
    }

    /** What a certificate is for, in the signer's word. */
    public enum Purpose {
        /** Commands and files. */
        COMMAND,
        /** Streams through the head to the workers' exporters. */
        TELEMETRY
    }

    /**
     * The certificate as one line {@code TYPE BASE64}.
     *
     * @param request tells this attempt from others in the logs of the signer and of sshd
     * @throws ClusterUnreachable when the signer refuses or does not answer
     */
    public String certify(ActingUser who, Purpose purpose, String request, String publicKey) {
        String answer = ask(String.join(
                "\n",
                "sluice-signer 1",
                "purpose " + purpose.name().toLowerCase(Locale.ROOT),
                "user " + who.unixUser(),
                "login " + who.login(),
                "request " + request,
                "key " + publicKey,
                "",
                ""));
        if (answer.startsWith(GIVEN)) {
            return answer.substring(GIVEN.length());
        }
        if (answer.startsWith(REFUSED)) {
            throw new ClusterUnreachable(
                    Obstacle.SIGNER_REFUSED,
                    "The signer gives " + who + " no certificate: " + answer.substring(REFUSED.length()));
        }
        throw new ClusterUnreachable(
                Obstacle.SIGNER_SILENT,
                "The signer at " + socket + " closes without an answer; is portal-user in its settings this user?");
    }

    private String ask(String request) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            Deadline until = Deadline.in(DEADLINE);
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(socket));
            write(channel, selector, request, until);
            return read(channel, selector, until);
        } catch (IOException silent) {
            throw new ClusterUnreachable(
                    Obstacle.SIGNER_SILENT, "The signer at " + socket + " does not answer: " + silent, silent);
        }
    }

    private static void write(SocketChannel channel, Selector selector, String request, Deadline until)
            throws IOException {
        while (!channel.finishConnect()) {
            await(channel, selector, SelectionKey.OP_CONNECT, until);
        }
        ByteBuffer left = StandardCharsets.UTF_8.encode(request);
        while (left.hasRemaining()) {
            if (channel.write(left) == 0) {
                await(channel, selector, SelectionKey.OP_WRITE, until);
            }
        }
    }

    private static String read(SocketChannel channel, Selector selector, Deadline until) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer piece = ByteBuffer.allocate(ANSWER_LIMIT_BYTES);
        while (true) {
            await(channel, selector, SelectionKey.OP_READ, until);
            piece.clear();
            if (channel.read(piece) < 0) {
                return answer.toString(StandardCharsets.UTF_8).strip();
            }
            answer.write(piece.array(), 0, piece.position());
            if (answer.size() > ANSWER_LIMIT_BYTES) {
                throw new EOFException("it answers more than a certificate");
            }
        }
    }

    private static void await(SocketChannel channel, Selector selector, int operation, Deadline until)
            throws IOException {
        channel.register(selector, operation);
        long leftMillis = until.leftNanos() / 1_000_000;
        if (leftMillis == 0 || selector.select(leftMillis) == 0) {
            throw new InterruptedIOException("nothing within " + DEADLINE.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
    }
}
