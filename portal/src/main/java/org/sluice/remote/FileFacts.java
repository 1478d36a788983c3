package org.sluice.remote;

import java.time.Instant;

/**
 * What the head says about a file.
 *
 * @param path where it was asked for
 * @param sizeBytes its length at that moment
 * @param modified when it was last written, to the second
 * @param permissions the lower twelve bits of its mode
 */
public record FileFacts(String path, Kind kind, long sizeBytes, Instant modified, int permissions) {
    /** What sort of file it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        /** A device, a pipe, a socket, or not said. */
        OTHER
    }
}
