package org.sluice.remote.ssh;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.SSHRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on one leased channel, done on a thread of its own, so that who waits for it can leave at the deadline. */
final class LeasedWork<T> {
    private static final Logger log = LoggerFactory.getLogger(LeasedWork.class);

    /** What is done on the channel. */
    interface Work<T> {
        T on(SSHClient client) throws IOException, InterruptedException;

        /** Ends the channel; called once afterwards, however it went, and not waited for by the caller. */
        void close() throws IOException;
    }

    private final Connections connections;
    private final ChannelLease lease;
    private final Work<T> work;

    LeasedWork(Connections connections, ChannelLease lease, Work<T> work) {
        this.connections = connections;
        this.lease = lease;
        this.work = work;
    }

    /** The work's result. When it has none by the deadline, its connection is given up with it. */
    T within(Deadline until) throws IOException, TimeoutException, InterruptedException {
        Future<T> result = connections.submit(this::perform);
        try {
            return result.get(until.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } catch (TimeoutException | InterruptedException left) {
            lease.retireConnection();
            lease.end();
            result.cancel(true);
            throw left;
        }
    }

    private T perform() throws IOException, InterruptedException {
        try {
            return work.on(lease.client());
        } catch (IllegalStateException | SSHRuntimeException broken) {
            // How the library says that a connection ended a moment ago.
            throw new IOException(broken);
        } finally {
            connections.execute(this::end);
        }
    }

    private void end() {
        try {
            work.close();
        } catch (IOException stillOpen) {
            log.debug("A channel did not close: {}", stillOpen.toString());
            lease.retireConnection();
        } finally {
            lease.end();
        }
    }

    private static IOException unwrapped(ExecutionException failed) throws InterruptedException {
        Throwable cause = failed.getCause();
        if (cause instanceof IOException broken) {
            return broken;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException told) {
            throw told;
        }
        throw new IllegalStateException(cause);
    }
}
