package org.sluice.gpu;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A GPU, or an instance of one that is split (MIG), as its node reports it.
 *
 * @param instance NVIDIA's GPU instance id; empty for a whole GPU
 * @param profile such as {@code 3g.40gb}; empty for a whole GPU
 * @param minor N of {@code /dev/nvidiaN}; null where the node does not report it
 * @param position Slurm's IDX on its node; null where gres.conf does not name the device
 * @param memoryMib all of its memory; null where the node does not report it
 * @param firstSeenAt when the portal first heard of it
 * @param simulated whether the node says that its hardware is pretended
 */
record Device(
        int id,
        String node,
        String uuid,
        String instance,
        String profile,
        String model,
        String gresType,
        @Nullable Integer minor,
        @Nullable Integer position,
        @Nullable Integer memoryMib,
        Instant firstSeenAt,
        boolean simulated) {

    /** How people call it: node, Slurm's IDX, and the profile of an instance; without an IDX the end of its UUID. */
    public String title() {
        return node + " " + shortTitle();
    }

    /** The title without the node. */
    public String shortTitle() {
        String number = position == null ? uuid.substring(Math.max(0, uuid.length() - 8)) : position.toString();
        return "GPU " + number + (profile.isEmpty() ? "" : " " + profile);
    }
}
