package org.sluice.signer;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/** The signer's Unix socket: answers processes of the portal's user, one request a connection, and nobody else. */
final class SignerSocket implements AutoCloseable {
    static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private static final Duration READ_WITHIN = Duration.ofSeconds(2);
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(2);
    private static final int WORKERS = 4;
    private static final int WAITING = 64;

    private final Path path;
    private final ServerSocketChannel server;
    private final UserPrincipal portalUser;
    private final SigningDesk desk;
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(WORKERS, WORKERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));

    private SignerSocket(Path path, ServerSocketChannel server, UserPrincipal portalUser, SigningDesk desk) {
        this.path = path;
        this.server = server;
        this.portalUser = portalUser;
        this.desk = desk;
    }

    static SignerSocket open(Path path, String portalUser, SigningDesk desk) throws StartRefused, IOException {
        removeStale(path);
        UserPrincipal portal =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(portalUser);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
            shareWithDirectoryGroup(path);
            return new SignerSocket(path, server, portal, desk);
        } catch (IOException | StartRefused failed) {
            server.close();
            Files.deleteIfExists(path);
            throw failed;
        }
    }

    /** Answers until {@link #stop} is called. */
    void serve() throws IOException {
        while (true) {
            SocketChannel connection;
            try {
                connection = server.accept();
            } catch (ClosedChannelException stopped) {
                return;
            }
            try {
                workers.execute(() -> serve(connection));
            } catch (RejectedExecutionException busy) {
                connection.close();
            }
        }
    }

    /** Takes no new request; {@link #serve()} returns. */
    void stop() {
        try {
            server.close();
        } catch (IOException failed) {
            System.err.println("sluice-signer: " + failed);
        }
    }

    private void serve(SocketChannel accepted) {
        try (BoundedConnection connection = new BoundedConnection(accepted)) {
            UserPrincipal peer =
                    accepted.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!peer.equals(portalUser)) {
                desk.refuse(peer.getName(), Map.of(), "This signer answers " + portalUser.getName() + " alone.");
                return;
            }
            connection.writeLine(answer(peer.getName(), connection), WRITE_WITHIN);
        } catch (IOException failed) {
            System.err.println("sluice-signer: an answer could not be given: " + failed);
        }
    }

    private String answer(String peer, BoundedConnection connection) throws IOException {
        List<String> lines;
        try {
            lines = connection.readLines(SigningRequest.LIMIT_BYTES, READ_WITHIN);
        } catch (AsynchronousCloseException stopped) {
            throw stopped;
        } catch (IOException unreadable) {
            return desk.refuse(peer, Map.of(), "The request could not be read: " + unreadable.getMessage() + ".");
        }
        return desk.answer(peer, lines);
    }

    private static void removeStale(Path path) throws StartRefused, IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        if (((Integer) mode & 0170000) != 0140000) {
            throw new StartRefused(path + " exists and is not a socket. Name another path in socket, or remove it.");
        }
        if (answers(path)) {
            throw new StartRefused("Another signer answers on " + path + ". Stop it first.");
        }
        Files.delete(path);
    }

    private static boolean answers(Path path) throws IOException {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return probe.connect(UnixDomainSocketAddress.of(path));
        } catch (SocketException nobodyListens) {
            return false;
        }
    }

    /** The portal enters through the directory's group; a socket of another group would shut it out. */
    private static void shareWithDirectoryGroup(Path path) throws StartRefused {
        try {
            PosixFileAttributeView socket = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            var group = Files.getFileAttributeView(path.toAbsolutePath().getParent(), PosixFileAttributeView.class)
                    .readAttributes()
                    .group();
            if (!socket.readAttributes().group().equals(group)) {
                socket.setGroup(group);
            }
        } catch (IOException refused) {
            throw new StartRefused("The socket " + path + " cannot be given to the group of its directory (" + refused
                    + "). Set the directory's group to the portal's and its setgid bit: chmod g+s.");
        }
    }

    /** Ends what is being answered, within a bound, and removes the socket. */
    @Override
    public void close() throws IOException {
        stop();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(STOP_WITHIN.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(path);
    }
}
