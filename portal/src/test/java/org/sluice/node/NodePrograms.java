package org.sluice.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sluice.Http;
import org.sluice.Patience;

/** The programs of one node with a state directory and an nvidia-smi of its own. */
final class NodePrograms implements AutoCloseable {
    private static final Path PROGRAMS =
            Path.of("../runpod-image/node").toAbsolutePath().normalize();

    private final Path directory;
    private final List<Process> started = new ArrayList<>();
    private int port;

    NodePrograms(Path directory) {
        this.directory = directory;
    }

    Path state() {
        return directory.resolve("gpus");
    }

    String read(String file) {
        try {
            return Files.readString(state().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(state());
            Files.writeString(state().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a program of the test's own: the node's nvidia-smi, slurmd or scontrol. */
    Path program(String name, String script) {
        try {
            Path file = directory.resolve(name);
            Path written = Files.writeString(directory.resolve(name + ".new"), "#!/bin/bash\n" + script);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(written, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the inventory from {@code slurmd -G} and nvidia-smi as the test wrote them. */
    void takeInventory(String... more) {
        List<String> command = new ArrayList<>(List.of(
                PROGRAMS.resolve("sluice-inventory").toString(),
                "--state",
                state().toString(),
                "--node",
                "a1",
                "--nvidia-smi",
                directory.resolve("nvidia-smi").toString(),
                "--slurmd",
                directory.resolve("slurmd").toString()));
        command.addAll(List.of(more));
        run(command, Map.of());
    }

    /** Runs the program of the prolog ({@code begin}) or the epilog ({@code end}); it must end well whatever it is given. */
    void hold(String what, Map<String, String> environment) {
        run(List.of(PROGRAMS.resolve("sluice-hold").toString(), what, state().toString()), environment);
    }

    void hold(String what, String job, String positions) {
        hold(what, Map.of("SLURM_JOB_ID", job, "SLURM_JOB_GPUS", positions, "SLURM_JOB_RESTART_COUNT", "0"));
    }

    private static void run(List<String> command, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            Process process = builder.start();
            int status = Patience.awaitEnd(process);
            if (status != 0) {
                throw new AssertionError(command + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process of the test's own, ended with it. */
    Process launch(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("said.txt").toFile())
                    .start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process startExporter(String... more) {
        port = freePort();
        List<String> command = new ArrayList<>(List.of(
                PROGRAMS.resolve("sluice-node-exporter").toString(),
                "--state",
                state().toString(),
                "--node",
                "a1",
                "--listen",
                "127.0.0.1:" + port,
                "--nvidia-smi",
                directory.resolve("nvidia-smi").toString(),
                "--scontrol",
                directory.resolve("scontrol").toString()));
        command.addAll(List.of(more));
        return launch(command);
    }

    HttpResponse<String> get(String pathAndQuery) {
        return Http.get("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** The page, or nothing while nobody answers yet. */
    String metrics(String query) {
        try {
            return get("/metrics" + query).body();
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.destroy();
        }
    }
}
