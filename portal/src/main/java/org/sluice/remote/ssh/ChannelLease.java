package org.sluice.remote.ssh;

import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.SSHClient;

/** The right to one channel of a person's connection, until it is ended. */
final class ChannelLease {
    private final PersonConnections owner;
    private final SshConnection connection;
    private final boolean firstUse;
    private final AtomicBoolean ended = new AtomicBoolean();

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

    /** Gives the channel back; once is enough, more do nothing. */
    void end() {
        if (ended.compareAndSet(false, true)) {
            owner.end(connection);
        }
    }
}
