package org.sluice.gpu.exposition;

import java.nio.charset.StandardCharsets;

/**
 * The series that are read; dcgm-exporter's names and units are those of its etc/default-counters.csv (4.5.2-4.8.1). A
 * value outside the bounds is none that a GPU can have: DCGM writes such numbers for "blank" (dcgm_structs.h,
 * DCGM_INT64_BLANK and its kin).
 */
enum SeriesName {
    UTILIZATION("DCGM_FI_DEV_GPU_UTIL", 0, 100),
    MEMORY_COPY("DCGM_FI_DEV_MEM_COPY_UTIL", 0, 100),
    MEMORY_USED("DCGM_FI_DEV_FB_USED", 0, 4_194_304),
    MEMORY_FREE("DCGM_FI_DEV_FB_FREE", 0, 4_194_304),
    MEMORY_RESERVED("DCGM_FI_DEV_FB_RESERVED", 0, 4_194_304),
    MEMORY_TOTAL("DCGM_FI_DEV_FB_TOTAL", 0, 4_194_304),
    POWER("DCGM_FI_DEV_POWER_USAGE", 0, 10_000),
    TEMPERATURE("DCGM_FI_DEV_GPU_TEMP", -60, 200),
    SM_CLOCK("DCGM_FI_DEV_SM_CLOCK", 0, 20_000),
    CLOCK_EVENTS("DCGM_FI_DEV_CLOCKS_EVENT_REASONS", 0, 0xFFFF),
    ENGINE_ACTIVE("DCGM_FI_PROF_GR_ENGINE_ACTIVE", 0, 1),
    OWN_EXPORTER("sluice_exporter_info", 1, 1),
    CLOCK("sluice_exporter_clock_seconds", 946_684_800, 4_102_444_800d),
    GPU("sluice_gpu_info", 1, 1),
    JOB_INTERVAL("sluice_job_interval", 1, 1);

    private static final ByteTable<SeriesName> ALL = new ByteTable<>();

    static {
        for (SeriesName name : values()) {
            ALL.add(name.text.getBytes(StandardCharsets.US_ASCII), name);
        }
    }

    private final String text;
    private final double least;
    private final double most;

    SeriesName(String text, double least, double most) {
        this.text = text;
        this.least = least;
        this.most = most;
    }

    static ByteTable<SeriesName> all() {
        return ALL;
    }

    boolean isPossible(double value) {
        return value >= least && value <= most;
    }

    boolean isReading() {
        return switch (this) {
            case OWN_EXPORTER, CLOCK, GPU, JOB_INTERVAL -> false;
            default -> true;
        };
    }
}
