package org.sluice.cluster.ssh;

import net.schmizz.sshj.SSHClient;

/** The right to one channel of a person's connection, to be ended exactly once. */
final class ChannelLease {
    private final PersonConnections owner;
    private final SshConnection connection;
    private final boolean firstUse;

    ChannelLease(PersonConnections owner, SshConnection connection, boolean firstUse) {
        this.owner = owner;
        this.connection = connection;
        this.firstUse = firstUse;
    }

    SSHClient client() {
        return connection.client();
    }

    /** Whether the connection was made for this lease: an old one may have died unnoticed, a new one has not. */
    boolean isFirstUse() {
        return firstUse;
    }

    /** The connection takes no more channels and ends with its last one. */
    void retireConnection() {
        owner.retire(connection);
    }

    void end() {
        owner.end(connection);
    }
}
