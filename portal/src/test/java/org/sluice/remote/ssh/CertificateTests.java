package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.userauth.UserAuthException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.Instance;
import org.sluice.access.ActingUser;
import org.sluice.access.ActingUsers;

/** What sshd itself makes of a certificate, whatever the portal does. */
@Tag("cluster")
class CertificateTests {
    private final Instance instance = Instance.running();
    private final ActingUser alice = ActingUsers.named("alice");
    private final SSHClient client = new SSHClient();

    @TempDir
    Path directory;

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @Test
    void aStolenOneIsRefusedTwoMinutesLater() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        String now = signed(key, alice.unixUser(), "-V", "-30s:+2m");
        String earlier = signed(key, alice.unixUser(), "-V", "-150s:-1s");
        assertRefused(alice.unixUser(), key, earlier);
        enter(alice.unixUser(), key, now);
        assertThat(client.isAuthenticated()).isTrue();
    }

    @Test
    void oneOfAnotherPersonIsRefused() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        assertRefused(instance.unixUser("bob"), key, signed(key, alice.unixUser()));
    }

    @Test
    void oneOfAnotherAuthorityIsRefused() throws IOException {
        Path another = directory.resolve("another-ca");
        Local.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", another.toString());
        EphemeralKey key = EphemeralKey.make();
        assertRefused(alice.unixUser(), key, signedBy(another, key, alice.unixUser()));
    }

    @Test
    void rootIsRefusedWithATrueOne() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        assertRefused("root", key, signed(key, "root"));
    }

    @Test
    void slurmUserIsRefusedWithATrueOne() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        String slurm = instance.unixUser("slurm");
        assertRefused(slurm, key, signed(key, slurm));
    }

    @Test
    void whoIsNotInTheGroupIsRefusedWithATrueOne() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        String stan = instance.unixUser("stan");
        assertRefused(stan, key, signed(key, stan));
    }

    @Test
    void whoIsRefusedAgainAndAgainShutsNobodyElseOut() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        String anothers = signed(key, alice.unixUser());
        for (int attempt = 0; attempt < 10; attempt++) {
            try (SSHClient refused = new SSHClient()) {
                connect(refused);
                assertThatThrownBy(() -> refused.authPublickey(instance.unixUser("bob"), key.certifiedBy(anothers)))
                        .isInstanceOf(UserAuthException.class);
            }
        }
        enter(alice.unixUser(), key, anothers);
        assertThat(client.isAuthenticated()).isTrue();
    }

    @Test
    void theOneForCommandsPermitsNeitherPtyNorForwarding() throws IOException {
        EphemeralKey key = EphemeralKey.make();
        String certificate = new SignerClient(RealSigner.socket())
                .certify(alice, SignerClient.Purpose.COMMAND, "1", key.publicLine());
        enter(alice.unixUser(), key, certificate);
        assertThatThrownBy(() -> client.newDirectConnection(instance.sshHost(), instance.sshPort()))
                .isInstanceOf(ConnectionException.class);
        try (Session session = client.startSession()) {
            assertThatThrownBy(session::allocateDefaultPTY).isInstanceOf(ConnectionException.class);
        }
    }

    private void assertRefused(String user, EphemeralKey key, String certificate) {
        assertThatThrownBy(() -> enter(user, key, certificate)).isInstanceOf(UserAuthException.class);
    }

    private void enter(String user, EphemeralKey key, String certificate) throws IOException {
        if (!client.isConnected()) {
            connect(client);
        }
        client.authPublickey(user, key.certifiedBy(certificate));
    }

    private void connect(SSHClient one) throws IOException {
        one.addHostKeyVerifier(PinnedHostKeys.of(Head.properties()));
        one.connect(instance.sshHost(), instance.sshPort());
    }

    private String signed(EphemeralKey key, String principal, String... options) throws IOException {
        return signedBy(instance.path("signer.ca-key"), key, principal, options);
    }

    private String signedBy(Path authority, EphemeralKey key, String principal, String... options) throws IOException {
        Path publicKey = Files.writeString(directory.resolve("key.pub"), key.publicLine() + "\n");
        List<String> command = new ArrayList<>(List.of(
                "ssh-keygen", "-q", "-s", authority.toString(), "-I", "sluice:test:1", "-n", principal, "-O", "clear"));
        command.addAll(List.of(options));
        command.add(publicKey.toString());
        Local.run(command.toArray(String[]::new));
        String[] words = Files.readString(directory.resolve("key-cert.pub")).split(" ", -1);
        return words[0] + " " + words[1];
    }
}
