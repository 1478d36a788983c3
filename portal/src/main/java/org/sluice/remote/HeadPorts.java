package org.sluice.remote;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Opens streams to ports that the head can reach, as the telemetry user. Nothing listens on this side, so nobody else on
 * the portal's machine can use the way; sshd's PermitOpen names the ports.
 */
public interface HeadPorts {
    /** Both directions of an open stream. Closing it does not wait for the peer, and ends a read that waits. */
    interface Stream extends AutoCloseable {
        InputStream in();

        OutputStream out();

        @Override
        void close();
    }

    /**
     * Opens a stream to a port as the head sees it.
     *
     * @throws ClusterUnreachable when there is no way to that port; the message says which end is in the way
     */
    Stream open(String host, int port, Duration within);
}
