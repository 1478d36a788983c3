package org.sluice.remote.tunnel;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.HeadProperties;
import org.sluice.remote.ssh.SignerClient;

/** Enters the head as the telemetry user: a new key, a certificate that permits streams alone, the pinned host key. */
final class HeadConnector {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final int UNANSWERED_KEEP_ALIVES = 3;
    private static final String IDENTITY = "telemetry";

    private final HeadProperties head;
    private final SignerClient signer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    HeadConnector(HeadProperties head, Clock clock) {
        this.head = head;
        this.signer = new SignerClient(head.signerSocket());
        this.clock = clock;
    }

    /** @throws ClusterUnreachable when the signer or the head does not let us in */
    HeadConnection connect(ActingUser who) {
        return new HeadConnection(session(who), clock.instant());
    }

    Session session(ActingUser who) {
        try {
            JSch jsch = new JSch();
            jsch.setKnownHosts(head.knownHosts().toString());
            identify(jsch, who);
            Session session = jsch.getSession(who.unixUser(), head.host(), head.port());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey");
            session.setServerAliveInterval((int) KEEP_ALIVE.toMillis());
            session.setServerAliveCountMax(UNANSWERED_KEEP_ALIVES);
            session.setDaemonThread(true);
            session.connect((int) CONNECT_WITHIN.toMillis());
            return session;
        } catch (JSchException refused) {
            throw refusal(who, refused);
        }
    }

    private ClusterUnreachable refusal(ActingUser who, JSchException refused) {
        String name = "the head " + head.host() + " port " + head.port();
        if (refused instanceof JSchHostKeyException) {
            return new ClusterUnreachable(
                    Obstacle.HOST_KEY_CHANGED,
                    name + " shows a host key that is not pinned in " + head.knownHosts() + ": " + refused.getMessage(),
                    refused);
        }
        boolean login = String.valueOf(refused.getMessage()).startsWith("Auth fail");
        return new ClusterUnreachable(
                login ? Obstacle.LOGIN_REFUSED : Obstacle.NO_CONNECTION,
                login
                        ? "sshd on " + head.host() + " does not let " + who.unixUser() + " in with a certificate"
                        : name + " does not answer: " + refused.getMessage(),
                refused);
    }

    private void identify(JSch jsch, ActingUser who) throws JSchException {
        KeyPair key = KeyPair.genKeyPair(jsch, KeyPair.ED25519);
        try {
            String line = "ssh-ed25519 " + Base64.getEncoder().encodeToString(key.getPublicKeyBlob());
            String certificate = signer.certify(who, SignerClient.Purpose.TELEMETRY, newRequest(), line);
            ByteArrayOutputStream secret = new ByteArrayOutputStream();
            key.writeOpenSSHv1PrivateKey(secret, null);
            jsch.addIdentity(IDENTITY, secret.toByteArray(), certificate.getBytes(StandardCharsets.US_ASCII), null);
        } finally {
            key.dispose();
        }
    }

    private String newRequest() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
