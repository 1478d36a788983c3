package org.sluice.gpu.exposition;

import org.jspecify.annotations.Nullable;

/**
 * A device as its exporter describes it; texts that were not told are empty.
 *
 * @param minor N of /dev/nvidiaN; null when not told
 * @param dcgmIndex the label {@code gpu}; null when not told
 * @param position Slurm's IDX on the node; null when gres.conf does not name the device, or nobody said
 * @param memoryMib null when not told
 */
public record ToldDevice(
        DeviceKey key,
        String migUuid,
        String model,
        String pciBusId,
        @Nullable Integer minor,
        @Nullable Integer dcgmIndex,
        String gresType,
        @Nullable Integer position,
        @Nullable Integer memoryMib) {}
