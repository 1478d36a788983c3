package org.sluice.jobs;

import java.util.List;

/**
 * What a job holds on one node.
 *
 * @param gpuType Slurm's name of the GPU type, empty when it names none
 * @param gpuPositions positions in the node's gres.conf (Slurm's IDX), not device minors; empty when Slurm gives none
 * @param gpus how many GPUs, known even where the positions are not
 * @param memoryBytes memory of the job on this node
 */
public record NodeShare(
        String node, String gpuType, List<Integer> gpuPositions, int gpus, int cpus, long memoryBytes) {}
