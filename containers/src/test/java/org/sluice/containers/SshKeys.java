package org.sluice.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Key pairs in a directory, and what ssh on this machine does with them. */
final class SshKeys {
    /** How a program ended and what it printed, errors too. */
    record Said(int status, String text) {}

    private final Path directory;

    SshKeys(Path directory) {
        this.directory = directory;
    }

    void make(String name) {
        Said said = run(List.of(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve(name).toString()));
        if (said.status() != 0) {
            throw new AssertionError(said.text());
        }
    }

    String publicHalf(String name) {
        try {
            return Files.readString(directory.resolve(name + ".pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As root on the head, with the options of compose/people-from-head: nothing is asked, the host key is pinned. */
    Said onTheHead(Cluster cluster, String key, String command) throws IOException {
        String host = cluster.head().run("cat", "/workspace/sluice/etc/host_ed25519.pub");
        Path known = directory.resolve("known_hosts");
        Files.writeString(known, "[127.0.0.1]:" + cluster.sshPort() + " " + host);
        return run(List.of(
                "ssh",
                "-F",
                "none",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "UserKnownHostsFile=" + known,
                "-i",
                directory.resolve(key).toString(),
                "-p",
                Integer.toString(cluster.sshPort()),
                "root@127.0.0.1",
                command));
    }

    private static Said run(List<String> words) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(words))
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(words + " did not end");
            }
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
