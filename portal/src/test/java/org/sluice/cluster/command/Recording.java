package org.sluice.cluster.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One recorded answer of a real Slurm: {@code <version>/<command>/<situation>[.<phase>].txt} under {@code slurm/} of the
 * test resources. The file {@code slurm/recordings.txt} lists them all, so that none can go missing unseen.
 */
record Recording(String path) {
    /** All recordings of a command, of every version. */
    static List<Recording> of(String command) {
        List<Recording> all = read("slurm/recordings.txt")
                .lines()
                .filter(path -> path.split("/", 3)[1].equals(command))
                .map(Recording::new)
                .toList();
        if (all.isEmpty()) {
            throw new AssertionError("slurm/recordings.txt lists no recording of " + command);
        }
        return all;
    }

    /** The recordings of one situation in every version that has it. */
    static List<Recording> of(String command, String situation) {
        List<Recording> all = of(command).stream()
                .filter(recording -> recording.situation().equals(situation))
                .toList();
        if (all.isEmpty()) {
            throw new AssertionError("no recording of " + command + " in the situation " + situation);
        }
        return all;
    }

    String text() {
        return read("slurm/" + path);
    }

    String version() {
        return path.split("/", 3)[0];
    }

    /** Situation and phase: {@code oom.after}. */
    String situation() {
        String file = path.split("/", 3)[2];
        return file.substring(0, file.lastIndexOf('.'));
    }

    /** What another command said of the same moment. */
    Recording twin(String command, String extension) {
        return new Recording(version() + "/" + command + "/" + situation() + extension);
    }

    @Override
    public String toString() {
        return path;
    }

    private static String read(String resource) {
        try (InputStream stream = Recording.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new AssertionError("the recording " + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("the recording " + resource + " cannot be read", e);
        }
    }
}
