package org.sluice.remote;

import java.io.IOException;
import java.io.InputStream;

/** Reads what the exporters on the workers say, over streams through the head. */
public interface Exporters {
    /** A machine with an exporter: what it is called, and the address at which the head reaches it. */
    interface Host {
        String name();

        String address();
    }

    /** Takes in an answer while it arrives. */
    interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    /** Whether the site has said as whom the exporters are to be read. */
    boolean areReachable();

    /**
     * Asks a node's exporter.
     *
     * @param pathAndQuery such as {@code /metrics?since=0}
     * @throws ExporterSilent when it could not be asked, did not answer in time, answered too much or not with 200
     */
    <T> T read(Host node, String pathAndQuery, BodyReader<T> reader);
}
