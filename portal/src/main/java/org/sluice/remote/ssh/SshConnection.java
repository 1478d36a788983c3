package org.sluice.remote.ssh;

import java.time.Duration;
import java.time.Instant;
import net.schmizz.sshj.SSHClient;
import org.sluice.remote.HeadAddress;

/**
 * One person's connection to the head.
 *
 * <p>How many channels are in use and whether it takes more is the business of {@link PersonConnections}, under whose
 * lock those fields are.
 */
final class SshConnection {
    /** sshd allows ten sessions on a connection (MaxSessions); two are left for channels that are still closing. */
    static final int MOST_CHANNELS = 8;
    /** A connection outlives its certificate, so it ends by its age. */
    static final Duration OLDEST = Duration.ofMinutes(10);
    /** What is under way at that age may end, for so long. */
    static final Duration DRAINS_FOR = Duration.ofSeconds(30);
    /** A connection nobody uses for so long ends. */
    static final Duration IDLE_FOR = Duration.ofMinutes(2);

    private final SSHClient client;
    private final HeadAddress address;
    private final Instant openedAt;
    private Instant usedAt;
    private int channels;
    private boolean used;
    private boolean retired;

    SshConnection(SSHClient client, HeadAddress address, Instant openedAt) {
        this.client = client;
        this.address = address;
        this.openedAt = openedAt;
        this.usedAt = openedAt;
    }

    SSHClient client() {
        return client;
    }

    int channels() {
        return channels;
    }

    boolean leadsTo(HeadAddress head) {
        return address.equals(head);
    }

    boolean takesMore(Instant now) {
        return !retired && channels < MOST_CHANNELS && now.isBefore(openedAt.plus(OLDEST)) && isAlive();
    }

    boolean isUnused() {
        return !used;
    }

    void take(Instant now) {
        used = true;
        channels++;
        usedAt = now;
    }

    void giveBack(Instant now) {
        channels--;
        usedAt = now;
    }

    /** It takes no more channels. */
    void retire() {
        retired = true;
    }

    boolean isOver(Instant now) {
        boolean old = !now.isBefore(openedAt.plus(OLDEST));
        boolean idle = !now.isBefore(usedAt.plus(IDLE_FOR));
        boolean unused = channels == 0 && (retired || old || idle);
        return unused || !isAlive() || !now.isBefore(openedAt.plus(OLDEST).plus(DRAINS_FOR));
    }

    boolean isAlive() {
        return client.getTransport().isRunning();
    }

    /** Ends it: with a goodbye where nothing is under way, else by cutting the line, which a hung peer cannot delay. */
    void close() {
        if (retired || channels > 0) {
            SshClients.cut(client);
        } else {
            SshClients.end(client);
        }
    }
}
