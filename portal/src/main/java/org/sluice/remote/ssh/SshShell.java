package org.sluice.remote.ssh;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.sluice.access.ActingUser;
import org.sluice.remote.Answer;
import org.sluice.remote.AnswerLost.Way;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.Command;
import org.sluice.remote.HeadProperties;
import org.sluice.remote.RemoteShell;
import org.springframework.stereotype.Component;

/** The remote shell over SSH, on the person's own connections. */
@Component
class SshShell implements RemoteShell {
    private final Connections connections;
    private final HeadProperties head;
    private final SecureRandom random = new SecureRandom();

    SshShell(Connections connections, HeadProperties head) {
        this.connections = connections;
        this.head = head;
    }

    @Override
    public List<Answer> run(ActingUser who, List<Command> commands, Duration deadline) {
        Deadline until = Deadline.in(deadline);
        ShellScript script = new ShellScript(word(), word(), head.commandPath(), commands);
        return connections.of(who).request(until, lease -> exchange(lease, script, until));
    }

    private List<Answer> exchange(ChannelLease lease, ShellScript script, Deadline until) {
        ShellExchange exchange = new ShellExchange(connections, script);
        try {
            return new LeasedWork<>(connections, lease, exchange).within(until);
        } catch (TimeoutException late) {
            throw exchange.giveUp(Obstacle.OUT_OF_TIME, Way.OUT_OF_TIME, "The head did not answer in time.", late);
        } catch (IOException broken) {
            lease.retireConnection();
            throw exchange.giveUp(
                    Obstacle.NO_CONNECTION,
                    Way.CONNECTION_BROKE,
                    "The connection to the head broke: " + broken + ".",
                    broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw exchange.giveUp(Obstacle.STOPPING, Way.OUT_OF_TIME, "The portal is stopping.", stopping);
        }
    }

    private String word() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "sluice-" + HexFormat.of().formatHex(bytes);
    }
}
