package org.sluice.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.remote.HeadProperties;

class PinnedHeadRequiredTests {
    @TempDir
    Path directory;

    @Test
    void startsWhereTheHeadIsPinned() throws IOException {
        String key = key();
        Path file = Files.writeString(directory.resolve("known_hosts"), "[head.example.org]:2222 " + key + "\n");
        assertThat(new PinnedHeadRequired(head(file))).isNotNull();
    }

    @Test
    void stopsTheStartWhereAnotherHostIsPinned() throws IOException {
        Path file = Files.writeString(directory.resolve("known_hosts"), "head.example.org " + key() + "\n");
        assertThatThrownBy(() -> new PinnedHeadRequired(head(file)))
                .hasMessageContaining("sluice.cluster.known-hosts")
                .hasMessageContaining("ssh-keyscan -t ed25519 -p 2222 head.example.org");
    }

    @Test
    void stopsTheStartWhereTheFileCannotBeRead() {
        assertThatThrownBy(() -> new PinnedHeadRequired(head(directory.resolve("missing"))))
                .hasMessageContaining("sluice.cluster.known-hosts")
                .hasMessageContaining("cannot be read");
    }

    private String key() throws IOException {
        Local.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("key").toString());
        return Files.readString(directory.resolve("key.pub"));
    }

    private static HeadProperties head(Path knownHosts) {
        return new HeadProperties("head.example.org", 2222, knownHosts, Path.of("/run/sluice/signer.sock"), "/usr/bin");
    }
}
