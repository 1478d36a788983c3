package org.sluice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluice.Patience;

class SluiceHoldTests {
    @TempDir
    private Path directory;

    private NodePrograms node;

    @BeforeEach
    void writeMap() {
        node = new NodePrograms(directory);
        node.write("inventory.map", "0 1 GPU-bb - -\n1 0 GPU-aa - -\n2 2 GPU-cc 9 MIG-11\n");
    }

    @AfterEach
    void end() {
        node.close();
    }

    @Test
    void notesWhatAJobTakesAndGivesBack() {
        node.hold(
                "begin",
                Map.of(
                        "SLURM_JOB_ID", "4711",
                        "SLURM_JOB_GPUS", "0-1",
                        "SLURM_JOB_RESTART_COUNT", "1",
                        "SLURM_SCRIPT_CONTEXT", "prolog_slurmd"));
        assertThat(node.read("intervals.log"))
                .containsPattern("(?m)^begin \\d{10}\\.\\d{3} job=4711 array_job= array_task= restart=1"
                        + " context=prolog_slurmd held=0:GPU-bb:,1:GPU-aa:$");
        assertThat(node.read("jobmap/1")).isEqualTo("4711\n");
        assertThat(node.read("jobmap/0")).isEqualTo("4711\n");
        node.hold("end", "4711", "0-1");
        assertThat(node.read("intervals.log")).containsPattern("(?m)^end .*job=4711 ");
        assertThat(node.state().resolve("jobmap")).isEmptyDirectory();
    }

    @Test
    void mapsAMigInstanceByItsPositionAndByItsUuid() {
        node.hold("begin", "1", "2");
        node.hold("begin", Map.of("SLURM_JOB_ID", "2", "CUDA_VISIBLE_DEVICES", "MIG-11"));
        assertThat(node.read("jobmap/2.9")).isEqualTo("1\n2\n");
        assertThat(node.read("intervals.log")).contains("held=2:GPU-cc:9\n");
    }

    @Test
    void notesNothingOfAJobWithoutGpus() {
        node.hold("begin", Map.of("SLURM_JOB_ID", "4711"));
        assertThat(node.state().resolve("intervals.log")).doesNotExist();
    }

    @Test
    void letsNoVariableIntoTheLogThatIsNotWhatSlurmWouldSay() {
        node.hold("begin", Map.of("SLURM_JOB_ID", "1; rm -rf /", "SLURM_JOB_GPUS", "0"));
        node.hold("begin", Map.of("SLURM_JOB_ID", "2", "SLURM_JOB_GPUS", "$(touch " + directory + "/hit),`id`,*,/etc"));
        node.hold(
                "begin",
                Map.of(
                        "SLURM_JOB_ID", "3",
                        "SLURM_JOB_GPUS", "0,../../x,99999999,1-99999999999999999999",
                        "SLURM_ARRAY_JOB_ID", "7\nbegin 1 job=8",
                        "SLURM_SCRIPT_CONTEXT", "a b",
                        "SLURM_JOB_RESTART_COUNT", "x".repeat(100_000)));
        assertThat(node.read("intervals.log").lines().filter(line -> !line.isEmpty()))
                .singleElement()
                .asString()
                .endsWith(" job=3 array_job= array_task= restart= context= held=0:GPU-bb:");
        assertThat(directory.resolve("hit")).doesNotExist();
    }

    @Test
    void endsWellWithoutDirectoryMapOrSpace() throws Exception {
        Files.delete(node.state().resolve("inventory.map"));
        node.hold("begin", "1", "0");
        assertThat(node.read("intervals.log")).contains("held=0::\n");
        Files.delete(node.state().resolve("intervals.log"));
        Files.createSymbolicLink(node.state().resolve("intervals.log"), Path.of("/dev/full"));
        node.hold("begin", "2", "0");
        new NodePrograms(directory.resolve("missing")).hold("begin", "3", "0");
        node.hold("neither", "4", "0");
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    @Test
    void goesOnWhenSomebodyKeepsTheLock() {
        Path lock = node.state().resolve("intervals.lock");
        Process keeper =
                node.launch(List.of("flock", lock.toString(), "bash", "-c", "touch " + directory + "/kept; read -r"));
        Patience.await().until(() -> Files.exists(directory.resolve("kept")));
        node.hold("begin", "4711", "0");
        assertThat(keeper.isAlive()).isTrue();
        assertThat(node.read("intervals.log")).contains("job=4711 ");
    }

    @Test
    void losesNothingWhenTwentyComeAtOnce() {
        List<CompletableFuture<Void>> hooks = new ArrayList<>(IntStream.rangeClosed(1, 20)
                .mapToObj(job -> CompletableFuture.runAsync(() -> node.hold("begin", Integer.toString(job), "0")))
                .toList());
        Patience.await(CompletableFuture.allOf(hooks.toArray(CompletableFuture[]::new)));
        assertThat(node.read("intervals.log").lines().filter(line -> line.startsWith("begin ")))
                .hasSize(20);
        assertThat(node.read("jobmap/1").lines()).hasSize(20);
    }

    @Test
    void rotatesWithoutLosingWhatIsOpen() {
        String open = "begin 1000.000 job=1 array_job= array_task= restart=0 context= held=0:GPU-bb:\n";
        String done = """
                begin 1000.000 job=2 array_job= array_task= restart=0 context= held=1:GPU-aa:
                end 1001.000 job=2 array_job= array_task= restart=0 context= held=1:GPU-aa:
                """;
        node.write("intervals.log", open + done.repeat(2000));
        node.hold("begin", "4711", "1");
        String log = node.read("intervals.log");
        assertThat(log).startsWith(open).contains("job=4711 ").doesNotContain("job=2 ");
        assertThat(log).hasSizeLessThan(1000);
        assertThat(node.read("intervals.log.1")).contains("job=2 ");
    }
}
