package org.sluice.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SluiceNodeExporterTests {
    @TempDir
    private Path directory;

    private NodePrograms node;

    @BeforeEach
    void writeInventory() {
        node = new NodePrograms(directory);
        node.program("nvidia-smi", Scripts.TWO_GPUS);
        node.program(
                "slurmd",
                "echo 'slurmd: Gres Name=gpu Type=a100 Count=2 Index=0 ID=7696487 File=/dev/nvidia[0-1] (null)'\n");
    }

    @AfterEach
    void end() {
        node.close();
    }

    private void awaitMetrics(String query, String... parts) {
        await().untilAsserted(() -> assertThat(node.metrics(query)).contains(parts));
    }

    @Test
    void tellsReadingsUnderDcgmsNamesAndLeavesOutWhatIsNotTold() {
        node.takeInventory();
        node.hold("begin", "4711", "0");
        node.startExporter("--simulated");
        awaitMetrics(
                "",
                "DCGM_FI_DEV_GPU_UTIL{gpu=\"1\",UUID=\"GPU-bb\",pci_bus_id=\"00000000:0F:00.0\",device=\"nvidia0\",modelName=\"NVIDIA A100-SXM4-80GB\","
                        + "Hostname=\"a1\",DCGM_FI_DRIVER_VERSION=\"550.127.08\",hpc_job=\"4711\"} 42\n",
                "# TYPE DCGM_FI_DEV_GPU_UTIL gauge\n",
                "DCGM_FI_DEV_CLOCKS_EVENT_REASONS{gpu=\"0\"",
                "sluice_exporter_info{version=\"1\",node=\"a1\",source=\"nvidia-smi\",simulated=\"true\"} 1\n",
                "sluice_gpu_info{gres=\"gpu\",type=\"a100\",position=\"0\",minor=\"0\",gpu=\"1\",UUID=\"GPU-bb\",");
        assertThat(node.metrics("")).doesNotContain("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"");
    }

    @Test
    void keepsReadingsWithTheirTimes() {
        node.takeInventory();
        node.startExporter();
        await().untilAsserted(() -> assertThat(node.metrics("?since=1"))
                .containsPattern("(?m)^DCGM_FI_DEV_GPU_UTIL\\{gpu=\"1\",UUID=\"GPU-bb\"\\} 42 \\d{13}$"));
        assertThat(node.metrics("?since=4000000000000")).doesNotContain("DCGM_");
    }

    @Test
    void keepsEverySecondWhileAJobBegins() {
        node.takeInventory();
        node.hold("begin", "4711", "0");
        node.startExporter();
        await().untilAsserted(() -> assertThat(node.metrics("?since=1").lines())
                .filteredOn(line -> line.startsWith("DCGM_FI_DEV_GPU_UTIL{gpu=\"1\""))
                .hasSizeGreaterThanOrEqualTo(4));
    }

    @Test
    void givesARequeuedJobTwoIntervals() {
        node.takeInventory();
        node.write("intervals.log", "");
        node.hold("begin", "4711", "0");
        node.hold("end", "4711", "0");
        node.hold("begin", "4711", "0");
        node.startExporter();
        awaitMetrics("", "sluice_job_interval");
        assertThat(node.metrics("").lines().filter(line -> line.startsWith("sluice_job_interval{job=\"4711\"")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("end_by=\"epilog\""),
                        second -> assertThat(second).contains("end=\"\",end_by=\"\""));
    }

    @Test
    void tellsMemoryOfMigInstancesAndNoUtilisation() {
        node.program("nvidia-smi", Scripts.MIG);
        node.takeInventory();
        node.startExporter();
        awaitMetrics(
                "",
                "DCGM_FI_DEV_FB_USED{gpu=\"0\",UUID=\"GPU-aa\",pci_bus_id=\"00000000:07:00.0\",device=\"nvidia0\","
                        + "modelName=\"NVIDIA A100-SXM4-80GB\",GPU_I_PROFILE=\"1g.10gb\",GPU_I_ID=\"9\"");
        assertThat(node.metrics("")).doesNotContain("GPU_UTIL{gpu=\"0\"");
    }

    @Test
    void marksTheHoldOfAShard() {
        node.program("slurmd", """
                echo "slurmd: Gres Name=shard Type=a100 Count=4 Index=0 ID=1918986455 File=/dev/nvidia0 (null)"
                echo "slurmd: Gres Name=gpu Type=a100 Count=1 Index=0 ID=7696487 File=/dev/nvidia0 (null)"
                """);
        node.program("scontrol", "echo '     Nodes=s1 CPU_IDs=0 Mem=100 GRES=shard:a100:1(1/4)'\n");
        node.takeInventory();
        node.hold("begin", "4711", "0");
        node.startExporter();
        awaitMetrics("", "position=\"0\",shared=\"true\"");
    }

    @Test
    void comesBackWhenNvidiaSmiDoes() {
        node.takeInventory();
        node.program("nvidia-smi", "echo 'NVIDIA-SMI has failed.'; exit 9\n");
        node.startExporter();
        awaitMetrics("", "sluice_exporter_failures_total{why=\"exit\"} 1");
        node.program("nvidia-smi", Scripts.TWO_GPUS);
        awaitMetrics("", "DCGM_FI_DEV_GPU_UTIL{gpu=\"1\"");
    }

    @Test
    void saysThatNvidiaSmiIsMissing() throws Exception {
        node.takeInventory();
        Files.delete(directory.resolve("nvidia-smi"));
        node.startExporter();
        awaitMetrics("", "sluice_exporter_failures_total{why=\"missing\"} 1", "sluice_gpu_info{");
    }

    @Test
    void outlivesAnNvidiaSmiThatHangs() {
        node.program("nvidia-smi", Scripts.insteadOfStaying("sleep 1000"));
        node.takeInventory();
        node.startExporter();
        awaitMetrics("", "sluice_exporter_failures_total{why=\"timeout\"} 1");
    }

    @Test
    void outlivesGarbageWithoutEnd() {
        node.program("nvidia-smi", Scripts.insteadOfStaying("exec yes 'no reading, and another one'"));
        node.takeInventory();
        node.startExporter();
        awaitMetrics("", "sluice_exporter_failures_total{why=\"garbage\"} 1");
    }

    @Test
    void outlivesALineOfTenMegabytes() {
        node.program("nvidia-smi", Scripts.insteadOfStaying("head -c 10000000 /dev/zero | tr '\\0' x; sleep 1000"));
        node.takeInventory();
        node.startExporter();
        awaitMetrics("", "sluice_exporter_failures_total{why=\"garbage\"} 1");
    }

    @Test
    void takesReadingsFromAStockDcgmExporter() throws Exception {
        HttpServer dcgm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dcgm.createContext("/metrics", exchange -> {
            byte[] body = """
                    DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-bb",hostname="x",hpc_job="1"} 77
                    DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-bb",hostname="x",hpc_job="2"} 77
                    DCGM_FI_DEV_FB_USED{gpu="1",UUID="GPU-bb",hostname="x"} 9223372036854775794
                    half a li""".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        dcgm.start();
        try {
            node.takeInventory();
            node.startExporter("--dcgm", "http://127.0.0.1:" + dcgm.getAddress().getPort() + "/metrics");
            awaitMetrics("?since=1", "DCGM_FI_DEV_GPU_UTIL{gpu=\"1\",UUID=\"GPU-bb\"} 77 ");
            assertThat(node.metrics("?since=1")).doesNotContain("FB_USED");
        } finally {
            dcgm.stop(0);
        }
    }

    @Test
    void answersWhatIsNotAskedRightWithASentence() {
        node.takeInventory();
        node.startExporter();
        awaitMetrics("", "sluice_exporter_info");
        assertThat(node.get("/metrics?since=yesterday").statusCode()).isEqualTo(400);
        assertThat(node.get("/metrics?since=yesterday").body()).contains("milliseconds");
        assertThat(node.get("/else").statusCode()).isEqualTo(404);
        assertThat(node.get("/health").body()).isEqualTo("ok\n");
    }

    @Test
    void endsAtOnceWithItsChild() {
        node.program("nvidia-smi", "echo $$ > " + directory + "/child\n" + Scripts.TWO_GPUS);
        node.takeInventory();
        Process exporter = node.startExporter();
        awaitMetrics("", "DCGM_FI_DEV_GPU_UTIL");
        exporter.destroy();
        await().untilAsserted(() -> {
            assertThat(exporter.isAlive()).isFalse();
            long child =
                    Long.parseLong(Files.readString(directory.resolve("child")).strip());
            assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
        });
    }

    @Test
    void answersOthersWhileManySayNothing() throws Exception {
        node.takeInventory();
        node.startExporter();
        awaitMetrics("", "sluice_exporter_info");
        int port = node.get("/health").uri().getPort();
        Socket[] silent = new Socket[20];
        for (int n = 0; n < silent.length; n++) {
            silent[n] = new Socket(InetAddress.getLoopbackAddress(), port);
        }
        awaitMetrics("", "sluice_exporter_info");
        for (Socket socket : silent) {
            socket.close();
        }
    }
}
