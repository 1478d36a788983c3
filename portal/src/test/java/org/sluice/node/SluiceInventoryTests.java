package org.sluice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SluiceInventoryTests {
    @TempDir
    private Path directory;

    private NodePrograms node;

    @BeforeEach
    void writeSlurmd() {
        node = new NodePrograms(directory);
        node.program("nvidia-smi", Scripts.TWO_GPUS);
        node.program("slurmd", """
                echo "slurmd: Gres Name=gpu Type=a100 Count=1 Index=0 ID=7696487 File=/dev/nvidia0 (null)" >&2
                echo "slurmd: Gres Name=gpu Type=a100 Count=1 Index=1 ID=7696487 File=/dev/nvidia1 (null)" >&2
                """);
    }

    @Test
    void leadsFromThePositionOverTheMinorToTheUuid() {
        node.takeInventory();
        assertThat(node.read("inventory.map")).isEqualTo("0 1 GPU-bb - -\n1 0 GPU-aa - -\n");
    }

    @Test
    void leadsToTheMigInstanceThatTheFileOfItsCapabilityOpens() throws Exception {
        node.program("nvidia-smi", Scripts.MIG);
        Path conf = Files.writeString(directory.resolve("gres.conf"), """
                NodeName=b[1-3] Name=gpu Type=a100 File=/dev/nvidia[0-7]
                NodeName=a1 Name=gpu Type=1g.10gb MultipleFiles=/dev/nvidia0,/dev/nvidia-caps/nvidia-cap12,/dev/nvidia-caps/nvidia-cap13
                NodeName=a1 Name=gpu Type=3g.40gb MultipleFiles=/dev/nvidia0,/dev/nvidia-caps/nvidia-cap21,/dev/nvidia-caps/nvidia-cap22
                """);
        Path minors = Files.writeString(
                directory.resolve("mig-minors"),
                "config 1\ngpu0/gi9/access 12\ngpu0/gi9/ci0/access 13\ngpu0/gi2/access 21\ngpu0/gi2/ci0/access 22\n");
        node.takeInventory("--gres-conf", conf.toString(), "--mig-minors", minors.toString());
        assertThat(node.read("inventory.map")).isEqualTo("0 0 GPU-aa 9 MIG-11\n1 0 GPU-aa 2 MIG-33\n");
    }

    @Test
    void tellsTheFilesOfOnePositionFromThoseOfTheNextInSlurmdsList() throws Exception {
        node.program("nvidia-smi", Scripts.MIG);
        node.program("slurmd", """
                echo "slurmd: Gres Name=gpu Type=1g.10gb Count=1 Index=0 ID=7696487 File=/dev/nvidia0 (null)"
                echo "slurmd: Gres Name=gpu Type=1g.10gb Count=1 Index=12 ID=7696487 File=/dev/nvidia-caps/nvidia-cap12 (null)"
                echo "slurmd: Gres Name=gpu Type=1g.10gb Count=1 Index=13 ID=7696487 File=/dev/nvidia-caps/nvidia-cap13 (null)"
                echo "slurmd: Gres Name=gpu Type=3g.40gb Count=1 Index=21 ID=7696487 File=/dev/nvidia-caps/nvidia-cap21 (null)"
                """);
        Path minors = Files.writeString(directory.resolve("mig-minors"), "gpu0/gi9/access 12\ngpu0/gi2/access 21\n");
        node.takeInventory("--mig-minors", minors.toString());
        assertThat(node.read("inventory.map")).isEqualTo("0 0 GPU-aa 9 MIG-11\n1 0 GPU-aa 2 MIG-33\n");
    }

    @Test
    void keepsThePositionsWhenNvidiaSmiIsMissing() {
        node.program("nvidia-smi", "exit 9");
        node.takeInventory();
        assertThat(node.read("inventory.map")).isEqualTo("0 - - - -\n1 - - - -\n");
    }

    @Test
    void leavesIntervalsOpenWhenOnlySlurmdRestarted() {
        node.takeInventory();
        node.hold("begin", "4711", "0");
        node.takeInventory();
        assertThat(node.read("intervals.log")).contains("begin ").doesNotContain("lost ");
        assertThat(node.read("jobmap/1")).isEqualTo("4711\n");
    }

    @Test
    void closesAfterARestartOfTheNodeAtTheLastMomentItIsKnownToHaveLived() {
        node.takeInventory();
        node.hold("begin", "4711", "0");
        node.write("inventory.json", node.read("inventory.json").replaceFirst("\"life\": \"", "\"life\": \"another-"));
        node.write("heartbeat", "4000000000.500\n");
        node.takeInventory();
        assertThat(node.read("intervals.log")).contains("lost 4000000000.500 job=4711 ");
        assertThat(node.state().resolve("jobmap/1")).doesNotExist();
    }
}
