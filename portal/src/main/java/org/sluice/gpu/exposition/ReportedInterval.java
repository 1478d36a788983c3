package org.sluice.gpu.exposition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a job held a device, as prolog and epilog noted it on the node.
 *
 * @param instance NVIDIA's GPU_I_ID of a MIG instance; empty for a whole GPU
 * @param rawJobId Slurm's SLURM_JOB_ID
 * @param restart how often the job had been requeued
 * @param shared others may hold it too (gres/shard)
 * @param begin by the node's clock
 * @param end null while it lasts
 * @param endedBy {@code epilog} or {@code node-restart}; null while it lasts
 */
public record ReportedInterval(
        String uuid,
        String instance,
        long rawJobId,
        int restart,
        boolean shared,
        Instant begin,
        @Nullable Instant end,
        @Nullable String endedBy) {}
