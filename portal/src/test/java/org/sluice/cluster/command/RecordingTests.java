package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecordingTests {
    private static final Path DIRECTORY = Path.of("src/test/resources/slurm");

    @Test
    void theListNamesEveryRecordingAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            List<String> found = files.filter(Files::isRegularFile)
                    .map(file -> DIRECTORY.relativize(file).toString())
                    .filter(path -> path.contains("/"))
                    .sorted()
                    .toList();
            assertThat(Files.readAllLines(DIRECTORY.resolve("recordings.txt"))).isEqualTo(found);
        }
    }

    @Test
    void bothVersionsAreRecordedInTheSameSituations() {
        List<Recording> all = Recording.of("squeue-table");
        assertThat(situations(all, "24.11")).isEqualTo(situations(all, "22.05")).hasSize(39);
    }

    private static List<String> situations(List<Recording> all, String version) {
        return all.stream()
                .filter(recording -> recording.version().equals(version))
                .map(Recording::situation)
                .toList();
    }
}
