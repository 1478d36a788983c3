package org.sluice.gpu.exposition;

import org.jspecify.annotations.Nullable;

/**
 * A device as its exporter describes it; texts that it does not report are empty.
 *
 * @param minor N of /dev/nvidiaN; null when not reported
 * @param dcgmIndex the label {@code gpu}; null when not reported
 * @param position Slurm's IDX on the node; null when gres.conf does not name the device, or the node does not say
 * @param memoryMib null when not reported
 */
public record ReportedDevice(
        DeviceKey key,
        String migUuid,
        String model,
        String pciBusId,
        @Nullable Integer minor,
        @Nullable Integer dcgmIndex,
        String gresType,
        @Nullable Integer position,
        @Nullable Integer memoryMib) {}
