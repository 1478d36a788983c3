package org.sluice.assistant;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;
import okhttp3.Dns;
import org.sluice.remote.HeadPorts;

/** Makes sockets that lead through the head. Names are the head's to look up, so none is looked up here. */
final class HeadSockets extends SocketFactory {
    private static final byte[] NOT_LOOKED_UP = {127, 0, 0, 1};

    private final HeadPorts ports;

    HeadSockets(HeadPorts ports) {
        this.ports = ports;
    }

    static Dns names() {
        return host -> List.of(InetAddress.getByAddress(host, NOT_LOOKED_UP));
    }

    @Override
    public Socket createSocket() {
        return new HeadSocket(ports);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw unused();
    }

    private static UnknownHostException unused() {
        return new UnknownHostException("the HTTP client connects its sockets itself");
    }
}
