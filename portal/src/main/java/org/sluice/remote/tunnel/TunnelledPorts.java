package org.sluice.remote.tunnel;

import jakarta.annotation.PreDestroy;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import org.sluice.access.ActingUser;
import org.sluice.access.ServiceUsers;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.ExporterSilent.Why;
import org.sluice.remote.HeadPorts;
import org.sluice.remote.HeadProperties;
import org.springframework.stereotype.Component;

/** Streams to ports behind the head, on connections apart from the exporters': a slow reader holds up its neighbours. */
@Component
class TunnelledPorts implements HeadPorts {
    private final ServiceUsers users;
    private final HeadConnections connections;

    TunnelledPorts(HeadProperties head, CurrentHead current, ServiceUsers users, Clock clock) {
        this.users = users;
        this.connections = new HeadConnections(new HeadConnector(head, current, clock), clock);
    }

    @Override
    public Stream open(String host, int port, Duration within) {
        ActingUser who = users.telemetry()
                .orElseThrow(() -> new ClusterUnreachable(
                        Obstacle.LOGIN_REFUSED, "there is no user for streams: sluice.telemetry.user is not set"));
        try {
            return new Open(connections.take(who, within).open(host, port, within));
        } catch (StreamRefused refused) {
            throw new ClusterUnreachable(
                    refused.why() == Why.TIMED_OUT ? Obstacle.OUT_OF_TIME : Obstacle.NO_CONNECTION,
                    String.valueOf(refused.getMessage()),
                    refused);
        }
    }

    @PreDestroy
    void stop() {
        connections.close();
    }

    private record Open(HeadStream stream) implements Stream {
        @Override
        public InputStream in() {
            return stream.in();
        }

        @Override
        public OutputStream out() {
            return stream.out();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
