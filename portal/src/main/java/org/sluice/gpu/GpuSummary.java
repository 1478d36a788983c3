package org.sluice.gpu;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the GPUs of a job did, in figures and words.
 *
 * @param gpus in the order of node and position; none when the job held none or nobody recorded which
 * @param verdict the sentences of the job's page
 */
public record GpuSummary(List<Gpu> gpus, List<String> verdict) {
    public static final GpuSummary NONE = new GpuSummary(List.of(), List.of());

    /**
     * One GPU, or an instance of one.
     *
     * @param title node and Slurm's IDX: {@code a1 GPU 0}
     * @param shared whether other jobs may have used it at the same time
     * @param held for how long the job held it
     * @param known for how much of that there is a reading
     * @param meanUtilization in percent; null where none was reported
     * @param idle whether it did nothing for most of the time, by the one judgement there is
     * @param idleShare share of the known time in which its utilisation was below 5 percent
     * @param maxMemoryMib the most memory in use; null where none was reported
     * @param maxMemoryAt when that was read
     * @param memoryMib all of its memory; null where the node does not report it
     */
    public record Gpu(
            String title,
            String node,
            String model,
            boolean shared,
            Duration held,
            Duration known,
            long readings,
            @Nullable Double meanUtilization,
            boolean idle,
            @Nullable Double idleShare,
            @Nullable Double maxMemoryMib,
            @Nullable Instant maxMemoryAt,
            @Nullable Integer memoryMib) {

        static Gpu of(Figures figures) {
            return new Gpu(
                    figures.device().title(),
                    figures.device().node(),
                    figures.device().model(),
                    figures.shared(),
                    figures.held(),
                    figures.known(),
                    figures.readings(),
                    figures.meanUtilization(),
                    figures.isIdle(),
                    figures.idleShare(),
                    figures.maxMemory(),
                    figures.maxMemoryAt(),
                    figures.device().memoryMib());
        }

        /** The most memory in use as a share of all of it; null where either is not known. */
        public @Nullable Double memoryShare() {
            return maxMemoryMib == null || memoryMib == null || memoryMib == 0 ? null : maxMemoryMib / memoryMib;
        }
    }
}
