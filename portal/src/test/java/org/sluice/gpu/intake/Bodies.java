package org.sluice.gpu.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluice.gpu.exposition.ExpositionReader;
import org.sluice.gpu.exposition.Scrape;

/** What an exporter of a node with whole A100s says, line by line. */
final class Bodies {
    private final String node;
    private final StringBuilder text = new StringBuilder();

    private Bodies(String node) {
        this.node = node;
    }

    /** Of our own exporter, with its clock. */
    static Bodies own(String node, Instant clock) {
        Bodies body = new Bodies(node);
        body.line("sluice_exporter_info{version=\"1\",node=\"%s\",source=\"nvidia-smi\",simulated=\"false\"} 1", node);
        body.line("sluice_exporter_clock_seconds %s", seconds(clock));
        return body;
    }

    /** Of a stock dcgm-exporter. */
    static Bodies stock(String node) {
        return new Bodies(node);
    }

    static String uuid(String node, int gpu) {
        return "GPU-%s-%d".formatted(node, gpu);
    }

    Bodies gpu(int position) {
        line(
                "sluice_gpu_info{gres=\"gpu\",type=\"a100\",position=\"%d\",minor=\"%d\",gpu=\"%d\",UUID=\"%s\",GPU_I_PROFILE=\"\","
                        + "GPU_I_ID=\"\",MIG_UUID=\"\",pci_bus_id=\"00000000:07:00.0\",modelName=\"NVIDIA A100-SXM4-80GB\","
                        + "memory_mib=\"81920\"} 1",
                position, 7 - position, position, uuid(node, position));
        return this;
    }

    Bodies hold(long job, int restart, int gpu, Instant begin, @Nullable Instant end) {
        line(
                "sluice_job_interval{job=\"%d\",array_job=\"\",array_task=\"\",restart=\"%d\",context=\"prolog_slurmd\",UUID=\"%s\","
                        + "GPU_I_ID=\"\",position=\"%d\",shared=\"false\",begin=\"%s\",end=\"%s\",end_by=\"%s\"} 1",
                job,
                restart,
                uuid(node, gpu),
                gpu,
                seconds(begin),
                end == null ? "" : seconds(end),
                end == null ? "" : "epilog");
        return this;
    }

    /** All quantities of a GPU at a moment, as {@code ?since} gives them. */
    Bodies reading(int gpu, Instant at, int utilization) {
        String labels = "{gpu=\"%d\",UUID=\"%s\"}".formatted(gpu, uuid(node, gpu));
        long millis = at.toEpochMilli();
        line("DCGM_FI_DEV_GPU_UTIL%s %d %d", labels, utilization, millis);
        line("DCGM_FI_DEV_MEM_COPY_UTIL%s %d %d", labels, utilization / 2, millis);
        line("DCGM_FI_DEV_FB_USED%s %d %d", labels, 40_000 + utilization, millis);
        line("DCGM_FI_DEV_POWER_USAGE%s %d.25 %d", labels, 60 + 3 * utilization, millis);
        line("DCGM_FI_DEV_GPU_TEMP%s %d %d", labels, 30 + utilization / 3, millis);
        line("DCGM_FI_DEV_SM_CLOCK%s 1410 %d", labels, millis);
        line("DCGM_FI_DEV_CLOCKS_EVENT_REASONS%s 0 %d", labels, millis);
        return this;
    }

    /** A GPU as a stock dcgm-exporter tells it, with the job its job map names. */
    Bodies stockReading(int gpu, int utilization, @Nullable Long job) {
        String labels =
                "{gpu=\"%d\",UUID=\"%s\",pci_bus_id=\"00000000:07:00.0\",device=\"nvidia%d\",modelName=\"NVIDIA A100-SXM4-80GB\",Hostname=\"%s\",DCGM_FI_DRIVER_VERSION=\"550.127.08\"%s}"
                        .formatted(gpu, uuid(node, gpu), gpu, node, job == null ? "" : ",hpc_job=\"" + job + "\"");
        line("DCGM_FI_DEV_SM_CLOCK%s 1410", labels);
        line("DCGM_FI_DEV_MEM_CLOCK%s 1593", labels);
        line("DCGM_FI_DEV_MEMORY_TEMP%s 61", labels);
        line("DCGM_FI_DEV_GPU_TEMP%s 55", labels);
        line("DCGM_FI_DEV_POWER_USAGE%s 310.503000", labels);
        line("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION%s 6890956112", labels);
        line("DCGM_FI_DEV_PCIE_REPLAY_COUNTER%s 0", labels);
        line("DCGM_FI_DEV_GPU_UTIL%s %d", labels, utilization);
        line("DCGM_FI_DEV_MEM_COPY_UTIL%s 41", labels);
        line("DCGM_FI_DEV_ENC_UTIL%s 0", labels);
        line("DCGM_FI_DEV_DEC_UTIL%s 0", labels);
        line("DCGM_FI_DEV_FB_FREE%s 39920", labels);
        line("DCGM_FI_DEV_FB_USED%s 41000", labels);
        line("DCGM_FI_DEV_FB_RESERVED%s 1000", labels);
        line("DCGM_FI_DEV_VGPU_LICENSE_STATUS%s 0", labels);
        line("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS%s 0", labels);
        line("DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS%s 0", labels);
        line("DCGM_FI_DEV_ROW_REMAP_FAILURE%s 0", labels);
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    Scrape read(ExpositionReader reader) {
        return read(reader, bytes());
    }

    static Scrape read(ExpositionReader reader, byte[] body) {
        try {
            return reader.read(new ByteArrayInputStream(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String form, Object... values) {
        text.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    private static String seconds(Instant at) {
        return String.format(Locale.ROOT, "%.3f", at.toEpochMilli() / 1000.0);
    }
}
