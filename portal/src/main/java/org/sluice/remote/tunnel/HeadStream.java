package org.sluice.remote.tunnel;

import java.io.InputStream;
import java.io.OutputStream;

/** Both directions of an open stream to a port of a node; closing it never waits for the peer. */
interface HeadStream extends AutoCloseable {
    InputStream in();

    OutputStream out();

    /** Whether an end of the stream can be believed: when the way to the head breaks, every stream just ends. */
    boolean wayIsOpen();

    @Override
    void close();
}
