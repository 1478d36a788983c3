package org.sluice.gpu.exposition;

/**
 * What identifies a device in the cluster.
 *
 * @param uuid of the whole GPU, as NVIDIA's driver gives it
 * @param instance NVIDIA's GPU_I_ID of a MIG instance; empty for a whole GPU
 * @param profile such as {@code 3g.40gb}; empty for a whole GPU
 */
public record DeviceKey(String uuid, String instance, String profile) {
    public boolean isInstance() {
        return !instance.isEmpty();
    }
}
