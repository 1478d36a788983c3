package org.sluice.remote.ssh;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.HeadProperties;

/** Enters the head as a person: a new key, a certificate for it, the pinned host key, and in. */
final class SshConnector {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int UNANSWERED_KEEP_ALIVES = 3;

    private final HeadProperties head;
    private final SignerClient signer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final DefaultConfig config = new DefaultConfig();

    SshConnector(HeadProperties head, Clock clock) {
        this.head = head;
        this.signer = new SignerClient(head.signerSocket());
        this.clock = clock;
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    /** A new connection, within about twenty seconds. */
    SshConnection connect(ActingUser who) {
        EphemeralKey key = EphemeralKey.make();
        PinnedHostKeys pinned = PinnedHostKeys.read(head.knownHosts());
        String certificate = signer.certify(who, SignerClient.Purpose.COMMAND, newRequest(), key.publicLine());
        SSHClient client = client(pinned);
        try {
            client.connect(head.host(), head.port());
            client.authPublickey(who.unixUser(), key.certifiedBy(certificate));
            return new SshConnection(client, clock.instant());
        } catch (UserAuthException refused) {
            abandon(client);
            throw new ClusterUnreachable(
                    Obstacle.LOGIN_REFUSED,
                    "sshd on " + head.host() + " does not let " + who.unixUser() + " in with a certificate: "
                            + refused.getMessage(),
                    refused);
        } catch (IOException broken) {
            abandon(client);
            throw pinned.refusal()
                    .orElseGet(() -> new ClusterUnreachable(
                            Obstacle.NO_CONNECTION,
                            "The head " + head.host() + " port " + head.port() + " does not answer: " + broken,
                            broken));
        }
    }

    private SSHClient client(PinnedHostKeys pinned) {
        SSHClient client = new SSHClient(config);
        client.setSocketFactory(new NoDelaySockets());
        client.addHostKeyVerifier(pinned);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setTimeout(ANSWER_MILLIS);
        client.getTransport().setTimeoutMs(ANSWER_MILLIS);
        client.getConnection().setTimeoutMs(ANSWER_MILLIS);
        KeepAliveRunner keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        keepAlive.setMaxAliveCount(UNANSWERED_KEEP_ALIVES);
        return client;
    }

    private String newRequest() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void abandon(SSHClient client) {
        new SshConnection(client, Instant.EPOCH).close();
    }
}
