package org.sluice.slurm;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much a job holds, or asks for while it waits.
 *
 * @param nodes allocated, or the least a waiting job needs
 * @param gpus in all; null is not known
 * @param perNode what was asked for on each node, with --gres or --gpus-per-node
 * @param tasks of an array that wait, each of this size
 */
public record JobSize(int nodes, int cpus, @Nullable Integer gpus, List<Gres> perNode, ArrayTasks tasks) {
    /** The same for each of these tasks. */
    public JobSize of(ArrayTasks each) {
        return new JobSize(nodes, cpus, gpus, perNode, each);
    }

    /** What was asked for on each node in Slurm's words; empty where nothing was. */
    public String perNodeText() {
        return perNode.stream().map(Gres::toString).collect(Collectors.joining(","));
    }

    /** Shares of GPUs (gres/shard) asked for in all. */
    public long shards() {
        return nodes * Gres.shards(perNode);
    }

    /** Whether it may hold GPUs, whole or in shares; one that asks in a way that is not known may. */
    public boolean mayHoldGpus() {
        return gpus == null || gpus > 0 || shards() > 0;
    }

    /** The size of a job that names its GPUs by the node; where it names none, it may have asked in another way. */
    public static JobSize of(int nodes, int cpus, List<Gres> perNode) {
        boolean asked = perNode.stream().anyMatch(Gres::isGpu);
        return new JobSize(nodes, cpus, asked ? inAll(nodes, Gres.gpus(perNode)) : null, perNode, ArrayTasks.NONE);
    }

    /** The size of a job that names everything in all. */
    public static JobSize of(int nodes, int cpus, Tres all) {
        Integer gpus = all.gpus().isPresent() ? inAll(1, all.gpus().getAsLong()) : null;
        return new JobSize(nodes, cpus, gpus, List.of(), ArrayTasks.NONE);
    }

    /** So many on each of them; null where nobody knows how many there are, or no cluster has so many. */
    public static @Nullable Integer inAll(int places, long onEach) {
        boolean told = places > 0 && onEach >= 0 && onEach <= Integer.MAX_VALUE / places;
        return told ? Integer.valueOf(Math.toIntExact(places * onEach)) : null;
    }
}
