package org.sluice.gpu.exposition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionReaderTests {
    private static final String GPU =
            "{gpu=\"0\",UUID=\"GPU-5f2a\",device=\"nvidia3\",modelName=\"NVIDIA A100-SXM4-80GB\",Hostname=\"a1\"}";

    @Test
    void readsWhatADcgmExporterTells() {
        Scrape scrape = read("""
                # HELP DCGM_FI_DEV_GPU_UTIL GPU utilization (in %).
                # TYPE DCGM_FI_DEV_GPU_UTIL gauge
                DCGM_FI_DEV_GPU_UTIL$ 97
                DCGM_FI_DEV_FB_USED$ 61234
                DCGM_FI_DEV_FB_FREE$ 19000
                DCGM_FI_DEV_FB_RESERVED$ 1686
                DCGM_FI_DEV_POWER_USAGE$ 310.503000
                DCGM_FI_DEV_GPU_TEMP$ 61
                DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION$ 6890956112
                DCGM_FI_DEV_SM_CLOCK$ 1.41e3
                DCGM_FI_DEV_CLOCKS_EVENT_REASONS$ 4
                """);

        assertThat(scrape.own()).isFalse();
        assertThat(scrape.doubts().any()).isFalse();
        assertThat(scrape.readings())
                .containsExactly(new Reading(
                        new DeviceKey("GPU-5f2a", "", ""), null, 97, 61_234, 310.503f, 61, Float.NaN, 1410, 4));
        assertThat(scrape.devices())
                .extracting(
                        ReportedDevice::model,
                        ReportedDevice::minor,
                        ReportedDevice::dcgmIndex,
                        ReportedDevice::memoryMib)
                .containsExactly(tuple("NVIDIA A100-SXM4-80GB", 3, 0, 81_920));
    }

    @Test
    void readsWhatOurOwnExporterTells() {
        Scrape scrape = read("""
                sluice_exporter_info{version="1",node="a1",source="nvidia-smi",simulated="true"} 1
                sluice_exporter_clock_seconds 1795250492.197
                sluice_gpu_info{gres="gpu",type="1g.10gb",position="2",minor="0",gpu="0",UUID="GPU-5f2a",GPU_I_PROFILE="1g.10gb",GPU_I_ID="9",MIG_UUID="MIG-7",pci_bus_id="00000000:07:00.0",modelName="NVIDIA A100",memory_mib="9728"} 1
                sluice_job_interval{job="4711",array_job="",array_task="",restart="1",context="prolog_slurmd",UUID="GPU-5f2a",GPU_I_ID="9",position="2",shared="false",begin="1795250486.442",end="1795250490.001",end_by="epilog"} 1
                DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-5f2a",GPU_I_PROFILE="1g.10gb",GPU_I_ID="9"} 7004 1795250487000
                DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-5f2a",GPU_I_PROFILE="1g.10gb",GPU_I_ID="9"} 7005 1795250492000
                """);

        assertThat(scrape.own()).isTrue();
        assertThat(scrape.simulated()).isTrue();
        assertThat(scrape.clock()).isEqualTo(Instant.ofEpochMilli(1_795_250_492_197L));
        assertThat(scrape.readings())
                .extracting(Reading::at, Reading::memoryUsed)
                .containsExactly(
                        tuple(Instant.ofEpochSecond(1_795_250_487), 7004f),
                        tuple(Instant.ofEpochSecond(1_795_250_492), 7005f));
        assertThat(scrape.devices().get(0).key()).isEqualTo(new DeviceKey("GPU-5f2a", "9", "1g.10gb"));
        assertThat(scrape.devices().get(0).position()).isEqualTo(2);
        assertThat(scrape.intervals())
                .containsExactly(new ReportedInterval(
                        "GPU-5f2a",
                        "9",
                        4711,
                        1,
                        false,
                        Instant.ofEpochMilli(1_795_250_486_442L),
                        Instant.ofEpochMilli(1_795_250_490_001L),
                        "epilog"));
    }

    @Test
    void takesAMigInstancesEngineForItsUtilisation() {
        Scrape scrape = read("""
                DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="0",UUID="GPU-1",GPU_I_PROFILE="3g.40gb",GPU_I_ID="2",hostname="n"} 0.8123
                DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="1",UUID="GPU-2",hostname="n"} 0.5
                DCGM_FI_DEV_GPU_UTIL{gpu="1",UUID="GPU-2",hostname="n"} 51
                """);

        assertThat(scrape.readings()).extracting(Reading::utilization).containsExactly(81.23f, 51f);
    }

    @Test
    void takesASeriesPerJobForOneReadingAndSeveralHolders() {
        Scrape scrape = read("""
                DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",hpc_job="4711"} 40
                DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",hpc_job="4712"} 40
                DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-1",hpc_job="4711"} 1000
                DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-1",hpc_job="0 1000"} 1001
                """);

        assertThat(scrape.readings()).hasSize(1);
        assertThat(scrape.jobLabels()).extracting(JobLabel::rawJobId).containsExactly(4711L, 4712L);
        assertThat(scrape.doubts().contradicting()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "+Inf",
                "-Inf",
                "9223372036854775794",
                "14073748835532800",
                "1.4e16",
                "2147483632",
                "-1",
                "101",
                "1e999"
            })
    void aValueNoGpuHasIsNotTold(String value) {
        Scrape scrape = read("DCGM_FI_DEV_GPU_UTIL$ " + value + "\nDCGM_FI_DEV_GPU_TEMP$ 30\n");

        assertThat(scrape.readings()).hasSize(1);
        assertThat(scrape.readings().get(0).utilization()).isNaN();
        assertThat(scrape.readings().get(0).temperature()).isEqualTo(30);
        assertThat(scrape.doubts().impossible()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DCGM_FI_DEV_GPU_UTIL",
                "DCGM_FI_DEV_GPU_UTIL 40",
                "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\"} 40",
                "DCGM_FI_DEV_GPU_UTIL{UUID=\"\"} 40",
                "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-1\" 40",
                "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-1} 40",
                "DCGM_FI_DEV_GPU_UTIL{UUID=GPU-1} 40",
                "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-1\"} fast",
                "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-1\"}",
                "DCGM_FI_DEV_GPU_UTIL{UUID=\"GPU-1\"} 40 yesterday",
                "sluice_job_interval{job=\"x\",UUID=\"GPU-1\",begin=\"1\",end=\"\",end_by=\"\"} 1",
                "sluice_job_interval{job=\"1\",UUID=\"GPU-1\",begin=\"1795250490\",end=\"1795250480\",end_by=\"epilog\"} 1",
                "sluice_job_interval{job=\"1\",UUID=\"GPU-1\",begin=\"1795250480\",end=\"1795250490\",end_by=\"magic\"} 1",
                "!!! 1",
                "<html>"
            })
    void aLineThatCannotBeReadIsCountedAndTheNextOneRead(String line) {
        Scrape scrape = read(line + "\nDCGM_FI_DEV_GPU_TEMP$ 30\n");

        assertThat(scrape.doubts().unreadable()).isEqualTo(1);
        assertThat(scrape.readings()).extracting(Reading::temperature).containsExactly(30f);
        assertThat(scrape.intervals()).isEmpty();
    }

    @Test
    void readsEscapesAndCarriageReturns() {
        Scrape scrape =
                read("DCGM_FI_DEV_GPU_TEMP{UUID=\"GPU-1\",modelName=\"A \\\"big\\\" \\\\ GPU\\n\",gpu=\"0\"} 30\r\n");

        assertThat(scrape.devices().get(0).model()).isEqualTo("A \"big\" \\ GPU\n");
        assertThat(scrape.doubts().any()).isFalse();
    }

    @Test
    void whatBrokeOffIsNotTakenForALine() {
        String body = "DCGM_FI_DEV_GPU_TEMP$ 30\nDCGM_FI_DEV_GPU_UTIL$ 9".replace("$", GPU);

        Scrape scrape = read(body);

        assertThat(scrape.readings().get(0).utilization()).isNaN();
        assertThat(scrape.doubts().unreadable()).isEqualTo(1);
    }

    @Test
    void tenMegabytesOfGarbageComeToAnEnd() {
        byte[] garbage = new byte[10 << 20];
        new Random(4711).nextBytes(garbage);

        assertThat(read(garbage).readings()).isEmpty();
        assertThat(read("x".repeat(10 << 20).getBytes(UTF_8)).doubts().unreadable())
                .isEqualTo(1);
        assertThat(read(new byte[10 << 20]).readings()).isEmpty();
    }

    @Test
    void readsTheSameHoweverTheBytesArrive() {
        byte[] body = IntStream.range(0, 400)
                .mapToObj(i ->
                        "DCGM_FI_DEV_GPU_UTIL" + GPU + " " + i % 100 + " " + (1_795_250_487_000L + i * 1000L) + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        Scrape whole = read(body);
        Random random = new Random(1);

        for (int turn = 0; turn < 20; turn++) {
            assertThat(read(inPieces(body, random)).readings()).isEqualTo(whole.readings());
        }
        assertThat(whole.readings()).hasSize(400);
    }

    /** Whatever is cut, doubled or changed in a body, what is read is possible and the reader goes on. */
    @Test
    void survivesBodiesThatWereDamaged() {
        byte[] body = IntStream.range(0, 50)
                .mapToObj(i -> "DCGM_FI_DEV_GPU_UTIL" + GPU.replace("GPU-5f2a", "GPU-" + i) + " " + i + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        ExpositionReader reader = new ExpositionReader();
        Random random = new Random(2);

        for (int turn = 0; turn < 500; turn++) {
            byte[] damaged = body.clone();
            for (int i = 0; i < 40; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Scrape scrape = read(reader, new ByteArrayInputStream(damaged, 0, random.nextInt(damaged.length)));
            assertThat(scrape.readings())
                    .allSatisfy(reading -> assertThat(Float.isNaN(reading.utilization())
                                    || (reading.utilization() >= 0 && reading.utilization() <= 100))
                            .isTrue());
        }
        assertThat(read(reader, new ByteArrayInputStream(body)).readings()).hasSize(50);
    }

    /** What a reader expects after earlier bodies makes it faster, and never read anything else. */
    @Test
    void readsTheSameWhateverItHasReadBefore() {
        Random random = new Random(3);
        ExpositionReader experienced = new ExpositionReader();
        for (int turn = 0; turn < 3000; turn++) {
            List<String> lines = new ArrayList<>(nodeOfEachKind());
            for (int change = random.nextInt(4); change > 0; change--) {
                change(lines, random);
            }
            byte[] body = String.join("\n", lines).concat("\n").getBytes(ISO_8859_1);
            for (int damage = random.nextInt(3) - 1; damage > 0; damage--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Scrape read = read(experienced, inPieces(body, random));
            assertThat(read).as(new String(body, ISO_8859_1)).isEqualTo(read(body));
        }
    }

    private static void change(List<String> lines, Random random) {
        int at = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(other));
            case 2 -> Collections.swap(lines, at, other);
            case 3 ->
                lines.set(
                        at,
                        lines.get(at)
                                + List.of(" ", "\r", "7", " x", " 1795250492000")
                                        .get(random.nextInt(5)));
            case 4 ->
                lines.set(
                        at,
                        lines.get(at).replaceFirst(" [^ ]*$", random.nextBoolean() ? "" : "  " + random.nextInt(120)));
            default ->
                lines.set(
                        at, lines.get(at).substring(random.nextInt(lines.get(at).length())));
        }
    }

    private static List<String> nodeOfEachKind() {
        List<String> lines = new ArrayList<>(List.of(
                "# TYPE DCGM_FI_DEV_GPU_UTIL gauge",
                "sluice_exporter_info{version=\"1\",node=\"a1\",source=\"nvidia-smi\",simulated=\"true\"} 1",
                "sluice_exporter_clock_seconds 1795250492.197",
                "sluice_job_interval{job=\"4711\",restart=\"0\",UUID=\"GPU-1\",shared=\"false\",begin=\"1795250486.442\",end=\"\",end_by=\"\"} 1",
                "DCGM_FI_DEV_GPU_UTIL{gpu=\"9\"} 3",
                "up 1"));
        for (int gpu = 0; gpu < 4; gpu++) {
            String labels = "{gpu=\"" + gpu + "\",UUID=\"GPU-" + gpu + "\",modelName=\"A } \\\"B\\\"\"} ";
            lines.add("sluice_gpu_info" + labels + "1");
            lines.add("DCGM_FI_DEV_GPU_UTIL" + labels + (90 + gpu) + " 1795250492000");
            lines.add("DCGM_FI_DEV_MEM_CLOCK" + labels + "1593");
            lines.add("DCGM_FI_DEV_FB_USED" + labels + "4000" + gpu + " 1795250492000");
            lines.add("DCGM_FI_DEV_GPU_UTIL" + labels + "17 1795250497000");
        }
        return lines;
    }

    @Test
    void countsWhatGoesBeyondItsBounds() {
        String flood = IntStream.range(0, 20_000)
                .mapToObj(i -> "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-" + i + "\"} 1\n")
                .collect(Collectors.joining());

        Scrape scrape = read(flood);

        assertThat(scrape.readings().size()).isLessThan(5000);
        assertThat(scrape.readings().size() + scrape.doubts().tooMany()).isEqualTo(20_000);
    }

    private static InputStream inPieces(byte[] body, Random random) {
        return new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                return super.read(into, from, Math.min(most, 1 + random.nextInt(700)));
            }
        };
    }

    private static Scrape read(String body) {
        return read(body.replace("$", GPU).getBytes(UTF_8));
    }

    private static Scrape read(byte[] body) {
        return read(new ByteArrayInputStream(body));
    }

    private static Scrape read(InputStream body) {
        return read(new ExpositionReader(), body);
    }

    private static Scrape read(ExpositionReader reader, InputStream body) {
        try {
            return reader.read(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
