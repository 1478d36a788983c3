package org.sluice.assistant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.HeadPorts;

/** A stream through the head in the shape of a socket, for an HTTP client. */
final class HeadSocket extends Socket {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final HeadPorts ports;
    private volatile HeadPorts.@Nullable Stream stream;
    private volatile boolean closed;

    HeadSocket(HeadPorts ports) {
        this.ports = ports;
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
        connect(to, 0);
    }

    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
        InetSocketAddress address = (InetSocketAddress) to;
        try {
            HeadPorts.Stream opened = ports.open(
                    address.getHostString(), address.getPort(), timeout == 0 ? WITHIN : Duration.ofMillis(timeout));
            stream = opened;
            if (closed) {
                opened.close();
            }
        } catch (ClusterUnreachable away) {
            ConnectException refused = new ConnectException(away.getMessage());
            refused.initCause(away);
            throw refused;
        }
    }

    private HeadPorts.Stream opened() throws SocketException {
        HeadPorts.Stream now = stream;
        if (now == null || closed) {
            throw new SocketException("the stream is not open");
        }
        return now;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return opened().in();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return opened().out();
    }

    @Override
    public boolean isConnected() {
        return stream != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** The HTTP client keeps its deadlines itself, by closing. */
    @Override
    public void setSoTimeout(int timeout) {}

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        HeadPorts.Stream now = stream;
        if (now != null) {
            now.close();
        }
        super.close();
    }
}
