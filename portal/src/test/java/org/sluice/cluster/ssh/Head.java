package org.sluice.cluster.ssh;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.sluice.Instance;
import org.sluice.cluster.ClusterProperties;
import org.sluice.cluster.RemoteFiles;
import org.sluice.cluster.RemoteShell;

/** The portal's way to the instance's real head, wired as the portal wires it. */
final class Head implements AutoCloseable {
    private final ClusterProperties cluster;
    private final Connections connections;

    private Head(ClusterProperties cluster, Clock clock) {
        this.cluster = cluster;
        this.connections = new Connections(cluster, clock);
    }

    static Head open() {
        return open(Clock.systemUTC());
    }

    static Head open(Clock clock) {
        return new Head(properties(Instance.running().path("ssh.known-hosts"), RealSigner.socket()), clock);
    }

    static Head open(Path knownHosts, Path signerSocket) {
        return new Head(properties(knownHosts, signerSocket), Clock.systemUTC());
    }

    /** With another port than the instance's, where something else listens, or nothing. */
    static Head open(int port) {
        return new Head(
                properties(port, Instance.running().path("ssh.known-hosts"), RealSigner.socket()), Clock.systemUTC());
    }

    private static ClusterProperties properties(Path knownHosts, Path signerSocket) {
        return properties(Instance.running().sshPort(), knownHosts, signerSocket);
    }

    private static ClusterProperties properties(int port, Path knownHosts, Path signerSocket) {
        Instance instance = Instance.running();
        return new ClusterProperties(
                "test",
                instance.sshHost(),
                port,
                knownHosts,
                signerSocket,
                instance.unixUser("poll"),
                "/usr/local/bin:/usr/bin:/bin",
                Duration.ofSeconds(2));
    }

    RemoteShell shell() {
        return new SshShell(connections, cluster);
    }

    RemoteFiles files() {
        return new SftpFiles(connections);
    }

    Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.stop();
    }
}
