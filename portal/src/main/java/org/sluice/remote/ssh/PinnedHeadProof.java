package org.sluice.remote.ssh;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import org.sluice.remote.HeadAddress;
import org.sluice.remote.HeadProof;
import org.sluice.remote.HeadProperties;
import org.sluice.web.DaemonThreads;
import org.springframework.stereotype.Component;

/** Exchanges keys with whoever answers, which shows the host key, and goes without a login. */
@Component
class PinnedHeadProof implements HeadProof {
    /** Whoever talks without end is cut off. */
    private static final Duration WITHIN = Duration.ofSeconds(15);

    private final HeadProperties head;
    private final SshClients clients = new SshClients();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("sluice-head-proof"));

    PinnedHeadProof(HeadProperties head) {
        this.head = head;
    }

    @Override
    public void prove(HeadAddress address) {
        PinnedHostKeys pinned = PinnedHostKeys.of(head);
        SSHClient client = clients.accepting(pinned);
        Future<?> cut = watch.schedule(() -> SshClients.cut(client), WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            client.connect(address.host(), address.port());
        } catch (IOException broken) {
            throw pinned.refusal().orElseGet(() -> SshConnector.unreachable(address, broken));
        } finally {
            cut.cancel(false);
            SshClients.cut(client);
        }
    }

    @PreDestroy
    void stop() {
        watch.shutdownNow();
    }
}
