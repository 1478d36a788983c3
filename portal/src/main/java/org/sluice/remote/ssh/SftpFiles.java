package org.sluice.remote.ssh;

import com.hierynomus.sshj.sftp.RemoteResourceSelector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.sftp.FileAttributes;
import net.schmizz.sshj.sftp.FileMode;
import net.schmizz.sshj.sftp.OpenMode;
import net.schmizz.sshj.sftp.RemoteDirectory;
import net.schmizz.sshj.sftp.RemoteFile;
import net.schmizz.sshj.sftp.RemoteResourceInfo;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPException;
import org.sluice.access.ActingUser;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.ClusterUnreachable.Obstacle;
import org.sluice.remote.DirectoryListing;
import org.sluice.remote.FileFacts;
import org.sluice.remote.FileMissing;
import org.sluice.remote.FilePart;
import org.sluice.remote.FileRefused;
import org.sluice.remote.RemoteFiles;
import org.springframework.stereotype.Component;

/** The cluster's files over SFTP, on the person's own connections. */
@Component
class SftpFiles implements RemoteFiles {
    private static final Set<StatusCode> WORDS_OF_THE_HEAD = EnumSet.of(
            StatusCode.PERMISSION_DENIED, StatusCode.FAILURE, StatusCode.BAD_MESSAGE, StatusCode.OP_UNSUPPORTED);

    private final Connections connections;

    SftpFiles(Connections connections) {
        this.connections = connections;
    }

    @Override
    public FileFacts stat(ActingUser who, String path, Duration deadline) {
        return ask(who, path, deadline, sftp -> facts(path, sftp.stat(path)));
    }

    @Override
    public FilePart read(ActingUser who, String path, long offset, int limitBytes, Duration deadline) {
        if (offset < 0 || limitBytes < 1) {
            throw new IllegalArgumentException("a part begins at 0 or later and has a byte or more");
        }
        return ask(who, path, deadline, sftp -> {
            if (sftp.stat(path).getType() != FileMode.Type.REGULAR) {
                throw new FileRefused(path, "not a regular file");
            }
            try (RemoteFile file = sftp.open(path, EnumSet.of(OpenMode.READ))) {
                return part(file, offset, limitBytes);
            }
        });
    }

    @Override
    public DirectoryListing list(ActingUser who, String path, int limit, Duration deadline) {
        return ask(who, path, deadline, sftp -> {
            try (RemoteDirectory directory = sftp.openDir(path)) {
                EntryCount count = new EntryCount(limit);
                List<FileFacts> entries = directory.scan(count).stream()
                        .map(entry -> facts(entry.getPath(), entry.getAttributes()))
                        .toList();
                return new DirectoryListing(entries, !count.exceeded);
            }
        });
    }

    /** Lets as many entries through as are wanted. */
    private static final class EntryCount implements RemoteResourceSelector {
        private final int limit;
        private int accepted;
        private boolean exceeded;

        EntryCount(int limit) {
            this.limit = limit;
        }

        @Override
        public Result select(RemoteResourceInfo entry) {
            if (accepted == limit) {
                exceeded = true;
                return Result.BREAK;
            }
            accepted++;
            return Result.ACCEPT;
        }
    }

    private static FilePart part(RemoteFile file, long offset, int limitBytes) throws IOException {
        long size = file.length();
        byte[] bytes = new byte[(int) Math.min(limitBytes, Math.max(0, size - offset))];
        int filled = 0;
        while (filled < bytes.length) {
            int read = file.read(offset + filled, bytes, filled, bytes.length - filled);
            if (read < 0) {
                break;
            }
            filled += read;
        }
        return new FilePart(Arrays.copyOf(bytes, filled), offset, size);
    }

    private static FileFacts facts(String path, FileAttributes attributes) {
        FileFacts.Kind kind = switch (attributes.getType()) {
            case REGULAR -> FileFacts.Kind.FILE;
            case DIRECTORY -> FileFacts.Kind.DIRECTORY;
            case SYMLINK -> FileFacts.Kind.LINK;
            default -> FileFacts.Kind.OTHER;
        };
        return new FileFacts(
                path,
                kind,
                attributes.getSize(),
                Instant.ofEpochSecond(attributes.getMtime()),
                attributes.getMode().getPermissionsMask());
    }

    private <T> T ask(ActingUser who, String path, Duration deadline, SftpQuestion.Question<T> question) {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path is not empty and holds no NUL");
        }
        Deadline until = Deadline.in(deadline);
        return connections.of(who).request(until, lease -> ask(lease, path, until, question));
    }

    private <T> T ask(ChannelLease lease, String path, Deadline until, SftpQuestion.Question<T> question) {
        try {
            return new LeasedWork<>(connections, lease, new SftpQuestion<>(question)).within(until);
        } catch (SFTPException refused) {
            if (refused.getStatusCode() == StatusCode.NO_SUCH_FILE) {
                throw new FileMissing(path);
            }
            if (WORDS_OF_THE_HEAD.contains(refused.getStatusCode())) {
                throw new FileRefused(path, String.valueOf(refused.getMessage()));
            }
            throw broken(lease, refused);
        } catch (TimeoutException late) {
            throw new ClusterUnreachable(Obstacle.OUT_OF_TIME, "The head did not answer in time.", late);
        } catch (IOException broken) {
            throw broken(lease, broken);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ClusterUnreachable(Obstacle.STOPPING, "The portal is stopping.", stopping);
        }
    }

    private static ClusterUnreachable broken(ChannelLease lease, IOException broken) {
        lease.retireConnection();
        return new ClusterUnreachable(Obstacle.NO_CONNECTION, "The connection to the head broke: " + broken, broken);
    }
}
