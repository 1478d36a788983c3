package org.sluice.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sluice.Instance;

/** Another address of the instance's sshd, as a head has that has moved. */
public final class Relay implements AutoCloseable {
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public Relay() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
    }

    public HeadAddress address() {
        return new HeadAddress("127.0.0.1", listening.getLocalPort());
    }

    private void serve() {
        try {
            while (!listening.isClosed()) {
                Socket caller = listening.accept();
                Socket head = new Socket(
                        Instance.running().sshHost(), Instance.running().sshPort());
                threads.execute(() -> pass(caller, head));
                threads.execute(() -> pass(head, caller));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            // either end hung up
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
