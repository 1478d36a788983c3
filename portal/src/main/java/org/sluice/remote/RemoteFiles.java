package org.sluice.remote;

import java.time.Duration;
import org.sluice.access.ActingUser;

/**
 * Reads files of the cluster as a person, over SFTP: what that person may not read, the head refuses.
 *
 * <p>Every question ends by its deadline. It fails with {@link ClusterUnreachable} where no answer came, with
 * {@link FileMissing} where there is no such file and with {@link FileRefused} where the head says no.
 */
public interface RemoteFiles {
    /** What the path leads to, following links. */
    FileFacts stat(ActingUser who, String path, Duration deadline);

    /**
     * A part of a regular file: at most {@code limitBytes} from {@code offset} on; empty where the file ends before.
     */
    FilePart read(ActingUser who, String path, long offset, int limitBytes, Duration deadline);

    /** What a directory holds, without {@code .} and {@code ..}, in the head's order, at most {@code limit} entries. */
    DirectoryListing list(ActingUser who, String path, int limit, Duration deadline);
}
