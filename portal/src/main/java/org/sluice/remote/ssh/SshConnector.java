package org.sluice.remote.ssh;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadAddress;
import org.sluice.remote.HeadProperties;

/** Enters the head as a person: a new key, a certificate for it, the pinned host key, and in. */
final class SshConnector {
    private final HeadProperties head;
    private final CurrentHead current;
    private final SignerClient signer;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final SshClients clients = new SshClients();

    SshConnector(HeadProperties head, CurrentHead current, Clock clock) {
        this.head = head;
        this.current = current;
        this.signer = new SignerClient(head.signerSocket());
        this.clock = clock;
    }

    /** Whether the connection leads to where the head is now. */
    boolean isCurrent(SshConnection connection) {
        return connection.leadsTo(current.address());
    }

    /** A new connection, within about twenty seconds. */
    SshConnection connect(ActingUser who) {
        EphemeralKey key = EphemeralKey.make();
        PinnedHostKeys pinned = PinnedHostKeys.of(head);
        String certificate = signer.certify(who, SignerClient.Purpose.COMMAND, newRequest(), key.publicLine());
        HeadAddress address = current.address();
        SSHClient client = clients.accepting(pinned);
        try {
            client.connect(address.host(), address.port());
            client.authPublickey(who.unixUser(), key.certifiedBy(certificate));
            return new SshConnection(client, address, clock.instant());
        } catch (UserAuthException refused) {
            SshClients.cut(client);
            throw new ClusterUnreachable(
                    Obstacle.LOGIN_REFUSED,
                    "sshd on " + address.host() + " does not let " + who.unixUser() + " in with a certificate: "
                            + refused.getMessage(),
                    refused);
        } catch (IOException broken) {
            SshClients.cut(client);
            throw current.unanswered(pinned.refusal().orElseGet(() -> unreachable(address, broken)));
        }
    }

    static ClusterUnreachable unreachable(HeadAddress address, IOException broken) {
        return new ClusterUnreachable(
                Obstacle.NO_CONNECTION, "The head " + address + " does not answer: " + broken, broken);
    }

    private String newRequest() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
