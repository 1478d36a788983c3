package org.sluice.gpu.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job's hold of a device, as one source reports it.
 *
 * @param device its number in the table of devices
 * @param end null while it lasts
 * @param endedBy epilog, node-restart or slurm; null while it lasts
 * @param source log, hpc_job or idx
 */
record ReportedHold(
        int device,
        String node,
        long rawJobId,
        int restart,
        boolean shared,
        Instant begin,
        @Nullable Instant end,
        @Nullable String endedBy,
        String source) {}
