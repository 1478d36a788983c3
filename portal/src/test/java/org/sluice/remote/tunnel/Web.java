package org.sluice.remote.tunnel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sluice.Patience;

/** Something that listens on an exporter's port and answers every request as a test wants it. */
final class Web implements AutoCloseable {
    /** An address of no worker. */
    static final String ADDRESS = "127.0.98.1";

    static final int PORT = 9400;

    /** What is sent once a request is there; the stream closes after it. */
    interface Answer {
        void send(OutputStream out) throws Exception;
    }

    private final ServerSocket socket;
    private final List<Socket> peers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Web(Answer answer) {
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(ADDRESS, PORT));
        } catch (IOException taken) {
            throw new AssertionError(taken);
        }
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket peer = socket.accept();
                    peers.add(peer);
                    threads.execute(() -> serve(peer, answer));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void serve(Socket peer, Answer answer) {
        try (peer) {
            InputStream in = peer.getInputStream();
            byte[] last = new byte[4];
            do {
                System.arraycopy(last, 1, last, 0, 3);
                last[3] = (byte) in.read();
            } while (!new String(last, US_ASCII).equals("\r\n\r\n"));
            answer.send(peer.getOutputStream());
        } catch (Exception gone) {
            Thread.currentThread().interrupt();
        }
    }

    /** The port is free when this returns. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            socket.close();
            for (Socket peer : peers) {
                peer.close();
            }
            Patience.await().until(threads::isTerminated);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
