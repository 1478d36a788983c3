package org.sluice.remote.ssh;

import java.nio.file.Path;
import java.time.Clock;
import org.sluice.Instance;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadParts;
import org.sluice.remote.HeadProperties;
import org.sluice.remote.RemoteFiles;
import org.sluice.remote.RemoteShell;

/** The portal's way to the instance's real head, wired as the portal wires it. */
final class Head implements AutoCloseable {
    private final HeadProperties head;
    private final CurrentHead current;
    private final Connections connections;

    private Head(HeadProperties head, Clock clock) {
        this.head = head;
        this.current = HeadParts.current(head, new PinnedHeadProof(head));
        this.connections = new Connections(head, current, clock);
    }

    static Head open() {
        return open(Clock.systemUTC());
    }

    static Head open(Clock clock) {
        return new Head(properties(), clock);
    }

    static HeadProperties properties() {
        return properties(Instance.running().path("ssh.known-hosts"), RealSigner.socket());
    }

    static Head open(Path knownHosts, Path signerSocket) {
        return new Head(properties(knownHosts, signerSocket), Clock.systemUTC());
    }

    /** With another port than the instance's, where something else listens, or nothing. */
    static Head open(int port) {
        return new Head(
                properties(port, Instance.running().path("ssh.known-hosts"), RealSigner.socket()), Clock.systemUTC());
    }

    private static HeadProperties properties(Path knownHosts, Path signerSocket) {
        return properties(Instance.running().sshPort(), knownHosts, signerSocket);
    }

    private static HeadProperties properties(int port, Path knownHosts, Path signerSocket) {
        Instance instance = Instance.running();
        return new HeadProperties(instance.sshHost(), port, knownHosts, signerSocket, "/usr/local/bin:/usr/bin:/bin");
    }

    CurrentHead current() {
        return current;
    }

    RemoteShell shell() {
        return new SshShell(connections, head);
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
