package org.sluice.remote.ssh;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.HeadAddress;
import org.sluice.remote.HeadProperties;

/**
 * The host keys that a known_hosts file pins for the head under its configured name, wherever it answers; asked about
 * once: one connection, one of these.
 */
final class PinnedHostKeys extends OpenSSHKnownHosts {
    private final Path file;
    private final HeadAddress name;
    private volatile String shownBy = "";
    private volatile @Nullable ClusterUnreachable refusal;

    private PinnedHostKeys(HeadProperties head, String content) throws IOException {
        super(new StringReader(content), LoggerFactory.DEFAULT);
        this.file = head.knownHosts();
        this.name = head.address();
    }

    static PinnedHostKeys of(HeadProperties head) {
        try {
            return new PinnedHostKeys(head, Files.readString(head.knownHosts()));
        } catch (IOException unreadable) {
            throw new ClusterUnreachable(
                    Obstacle.HOST_KEY_UNKNOWN,
                    "The file of pinned host keys (sluice.cluster.known-hosts) cannot be read: " + unreadable,
                    unreadable);
        }
    }

    /** Why the key that was shown was not accepted, once one was shown. */
    Optional<ClusterUnreachable> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** Whether any key is pinned for the head. */
    boolean isEmpty() {
        return findExistingAlgorithms(name.host(), name.port()).isEmpty();
    }

    @Override
    public List<String> findExistingAlgorithms(String host, int port) {
        return super.findExistingAlgorithms(name.host(), name.port());
    }

    @Override
    public boolean verify(String host, int port, PublicKey key) {
        shownBy = new HeadAddress(host, port).toString();
        return super.verify(name.host(), name.port(), key);
    }

    @Override
    protected boolean hostKeyUnverifiableAction(String host, PublicKey key) {
        refusal = new ClusterUnreachable(
                Obstacle.HOST_KEY_UNKNOWN,
                "No host key of this kind is pinned for " + host + "; " + shownBy + " shows " + fingerprint(key)
                        + ". Compare it with the head's own and pin it in " + file + ".");
        return false;
    }

    @Override
    protected boolean hostKeyChangedAction(String host, PublicKey key) {
        refusal = new ClusterUnreachable(
                Obstacle.HOST_KEY_CHANGED,
                shownBy + " shows another host key than the pinned one: " + fingerprint(key)
                        + ". If the head was not replaced, somebody else answers in its place. If it was, pin its"
                        + " new key in " + file + ".");
        return false;
    }

    /** As {@code ssh-keygen -l} writes it. */
    static String fingerprint(PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This Java has no SHA-256", missing);
        }
    }
}
