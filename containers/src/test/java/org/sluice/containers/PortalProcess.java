package org.sluice.containers;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged portal with its signer and database, in front of the containers. */
final class PortalProcess implements AutoCloseable {
    private static final Path SCRIPT = Path.of("portal").toAbsolutePath();

    private Properties told = new Properties();

    /** Makes the signer's key; the path of its public half. */
    Path prepare() {
        run(List.of("down"));
        return Path.of(run(List.of("prepare")).strip());
    }

    void start(Cluster cluster) throws IOException {
        Path files = Files.createTempDirectory("sluice-names");
        String key = cluster.head().run("cat", "/workspace/sluice/etc/host_ed25519.pub");
        Files.writeString(files.resolve("known_hosts"), "[127.0.0.1]:" + cluster.sshPort() + " " + key);
        for (String what : List.of("passwd", "group")) {
            Files.writeString(files.resolve(what), cluster.head().run("sluice-users", "export", what));
        }
        told = new Properties();
        told.load(new StringReader(run(List.of("up", Integer.toString(cluster.sshPort()), files.toString()))));
    }

    String url() {
        return told.getProperty("portal.url");
    }

    String password(String login) {
        return told.getProperty("password." + login);
    }

    private static String run(List<String> words) {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(words);
        try {
            Path said = Files.createTempFile("portal", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectInput(new java.io.File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end");
            }
            String text = Files.readString(said);
            Files.delete(said);
            if (process.exitValue() != 0) {
                throw new AssertionError(command + ": " + text);
            }
            return text;
        } catch (IOException e) {
            throw new AssertionError(command + " did not start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        run(List.of("down"));
    }
}
