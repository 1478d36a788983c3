package org.sluice.files;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.DirectoryListing;
import org.sluice.remote.FileFacts;
import org.sluice.remote.FileMissing;
import org.sluice.remote.FilePart;
import org.sluice.remote.FileRefused;
import org.sluice.remote.RemoteFiles;

/** A head with the files that a test has put there. */
final class MadeFiles implements RemoteFiles {
    private final Map<String, byte[]> files = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private boolean away;

    void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, byte[] bytes) {
        files.put(path, bytes);
    }

    void append(String path, String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        byte[] before = files.getOrDefault(path, new byte[0]);
        byte[] all = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, all, before.length, more.length);
        files.put(path, all);
    }

    void remove(String path) {
        files.remove(path);
    }

    void refuse(String path) {
        refused.add(path);
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public FileFacts stat(ActingUser who, String path, Duration deadline) {
        return new FileFacts(path, FileFacts.Kind.FILE, bytes(path).length, MadeJob.NOW, 0644);
    }

    @Override
    public FilePart read(ActingUser who, String path, long offset, int limitBytes, Duration deadline) {
        byte[] all = bytes(path);
        int from = (int) Math.min(offset, all.length);
        return new FilePart(Arrays.copyOfRange(all, from, Math.min(all.length, from + limitBytes)), offset, all.length);
    }

    @Override
    public DirectoryListing list(ActingUser who, String path, int limit, Duration deadline) {
        throw new AssertionError("nobody lists a directory here");
    }

    private byte[] bytes(String path) {
        if (away) {
            throw new ClusterUnreachable(ClusterUnreachable.Obstacle.NO_CONNECTION, "The head does not answer.");
        }
        if (refused.contains(path)) {
            throw new FileRefused(path, "Permission denied");
        }
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new FileMissing(path);
        }
        return bytes;
    }
}
