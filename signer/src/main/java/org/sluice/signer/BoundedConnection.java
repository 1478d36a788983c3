package org.sluice.signer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** One connection on which neither reading nor writing can take longer, or become more, than is allowed. */
final class BoundedConnection implements AutoCloseable {
    private static final int UNREAD_LIMIT_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final Selector selector;

    BoundedConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.selector = Selector.open();
        channel.configureBlocking(false);
    }

    /** The lines up to the first empty one. */
    List<String> readLines(int limitBytes, Duration within) throws IOException {
        long until = System.nanoTime() + within.toNanos();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(limitBytes);
        while (true) {
            String text = read.toString(StandardCharsets.UTF_8);
            int end = text.indexOf("\n\n");
            if (end >= 0) {
                return List.of(text.substring(0, end).split("\n", -1));
            }
            if (read.size() >= limitBytes) {
                throw new IOException("it is longer than " + limitBytes + " bytes");
            }
            await(SelectionKey.OP_READ, until);
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new IOException("it ends before its empty line");
            }
            read.write(buffer.array(), 0, buffer.position());
        }
    }

    void writeLine(String line, Duration within) throws IOException {
        long until = System.nanoTime() + within.toNanos();
        ByteBuffer left = StandardCharsets.UTF_8.encode(line + "\n");
        while (left.hasRemaining()) {
            if (channel.write(left) == 0) {
                await(SelectionKey.OP_WRITE, until);
            }
        }
    }

    private void await(int operation, long until) throws IOException {
        channel.register(selector, operation);
        long left = (until - System.nanoTime()) / 1_000_000;
        if (left <= 0 || selector.select(left) == 0) {
            throw new IOException("it took too long");
        }
        selector.selectedKeys().clear();
    }

    /** Closes it; what was sent and not read is read first, or the peer would meet a reset in place of the answer. */
    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
            ByteBuffer unread = ByteBuffer.allocate(UNREAD_LIMIT_BYTES);
            int read;
            do {
                read = channel.read(unread);
            } while (read > 0 && unread.hasRemaining());
        }
    }
}
