package org.sluice.remote.ssh;

import static org.sluice.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sluice.Instance;

/**
 * The signer's own jar as a process under its own Unix user, with the instance's certificate authority, answering the
 * user who runs the tests. Started once for all tests and ended with them.
 */
public final class RealSigner {
    /** As the build leaves it; {@code mvn -pl signer package} makes it. */
    private static final Path BUILT = Path.of("../signer/target/sluice-signer.jar");

    private static final RealSigner RUNNING = new RealSigner(Instance.running());

    private final Path directory;
    private final Path socket;
    private final Path log;

    private RealSigner(Instance instance) {
        try {
            String user = instance.unixUser("signer");
            directory = Files.createTempDirectory("sluice-signer-test");
            socket = directory.resolve("signer.sock");
            log = directory.resolve("signer.log");
            Path settings = Files.writeString(
                    directory.resolve("signer.properties"),
                    String.join(
                            "\n",
                            "socket=" + socket,
                            "ca-key=" + instance.path("signer.ca-key"),
                            "log=" + log,
                            "users-group=" + instance.usersGroup(),
                            "poll-user=" + instance.unixUser("poll"),
                            "telemetry-user=" + instance.unixUser("telemetry"),
                            "slurm-user=" + instance.unixUser("slurm"),
                            "portal-user=" + System.getProperty("user.name")));
            Path jar = directory.resolve("signer.jar");
            // The signer's user may not be able to read the checkout.
            Files.copy(BUILT, jar);
            Local.run("chown", "-R", user + ":" + user, directory.toString());
            start(user, jar, settings, directory.resolve("out"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Path socket() {
        return RUNNING.socket;
    }

    static String log() throws IOException {
        return Files.readString(RUNNING.log);
    }

    private void start(String user, Path jar, Path settings, Path output) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        "setpriv",
                        "--reuid=" + user,
                        "--regid=" + user,
                        "--init-groups",
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString(),
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        await().until(() -> Files.exists(socket) || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("The signer did not start: " + Files.readString(output));
        }
    }

    private void stop(Process process) {
        process.destroy();
        try {
            process.waitFor();
            Local.run("rm", "-r", directory.toString());
        } catch (InterruptedException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
