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
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadAddress;
import org.sluice.remote.HeadProperties;
import org.sluice.remote.ssh.SignerClient;

/** Enters the head as the telemetry user: a new key, a certificate that permits streams alone, the pinned host key. */
final class HeadConnector {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final int UNANSWERED_KEEP_ALIVES = 3;
    private static final String IDENTITY = "telemetry";

    private final HeadProperties head;
    private final CurrentHead current;
    private final SignerClient signer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    HeadConnector(HeadProperties head, CurrentHead current, Clock clock) {
        this.head = head;
        this.current = current;
        this.signer = new SignerClient(head.signerSocket());
        this.clock = clock;
    }

    /** @throws ClusterUnreachable when the signer or the head does not let us in */
    HeadConnection connect(ActingUser who) {
        HeadAddress address = current.address();
        return new HeadConnection(session(who, address), address, clock.instant());
    }

    /** Where the head is now. */
    HeadAddress address() {
        return current.address();
    }

    Session session(ActingUser who, HeadAddress address) {
        try {
            JSch jsch = new JSch();
            jsch.setKnownHosts(head.knownHosts().toString());
            identify(jsch, who);
            Session session = jsch.getSession(who.unixUser(), address.host(), address.port());
            session.setHostKeyAlias(head.address().knownHostsName());
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "publickey");
            session.setServerAliveInterval((int) KEEP_ALIVE.toMillis());
            session.setServerAliveCountMax(UNANSWERED_KEEP_ALIVES);
            session.setDaemonThread(true);
            session.connect((int) CONNECT_WITHIN.toMillis());
            return session;
        } catch (JSchException refused) {
            throw refusal(who, address, refused);
        }
    }

    private ClusterUnreachable refusal(ActingUser who, HeadAddress address, JSchException refused) {
        String name = "the head " + address;
        if (refused instanceof JSchHostKeyException) {
            return current.unanswered(new ClusterUnreachable(
                    Obstacle.HOST_KEY_CHANGED,
                    name + " shows a host key that is not pinned in " + head.knownHosts() + ": " + refused.getMessage(),
                    refused));
        }
        if (String.valueOf(refused.getMessage()).startsWith("Auth fail")) {
            return new ClusterUnreachable(
                    Obstacle.LOGIN_REFUSED,
                    "sshd on " + address.host() + " does not let " + who.unixUser() + " in with a certificate",
                    refused);
        }
        return current.unanswered(new ClusterUnreachable(
                Obstacle.NO_CONNECTION, name + " does not answer: " + refused.getMessage(), refused));
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
