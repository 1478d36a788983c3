package org.sluice.remote.ssh;

import java.io.IOException;
import java.net.Socket;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.keepalive.KeepAliveRunner;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clients that have not connected yet: they accept the pinned host key alone and wait for nothing without end. */
final class SshClients {
    private static final Logger log = LoggerFactory.getLogger(SshClients.class);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int UNANSWERED_KEEP_ALIVES = 3;

    private final DefaultConfig config = new DefaultConfig();

    SshClients() {
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
    }

    SSHClient accepting(PinnedHostKeys pinned) {
        SSHClient client = new SSHClient(config);
        client.setSocketFactory(new NoDelaySockets());
        client.addHostKeyVerifier(pinned);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setTimeout(ANSWER_MILLIS);
        client.getTransport().setTimeoutMs(ANSWER_MILLIS);
        client.getConnection().setTimeoutMs(ANSWER_MILLIS);
        KeepAliveRunner keepAlive = (KeepAliveRunner) client.getConnection().getKeepAlive();
        keepAlive.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        keepAlive.setMaxAliveCount(UNANSWERED_KEEP_ALIVES);
        return client;
    }

    static void end(SSHClient client) {
        try {
            client.disconnect();
        } catch (IOException broken) {
            log.debug("A connection that is given up ended with {}", broken.toString());
        }
    }

    /** Ends a connection that may hang: first the line is cut, which a peer cannot delay. */
    static void cut(SSHClient client) {
        Socket socket = client.getSocket();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException broken) {
                log.debug("A line that is cut ended with {}", broken.toString());
            }
        }
        end(client);
    }
}
