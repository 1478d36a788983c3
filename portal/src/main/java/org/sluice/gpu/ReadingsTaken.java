package org.sluice.gpu;

import java.util.Set;

/** New readings of a node are stored; the jobs, by Slurm's raw numbers, are those that hold one of its GPUs. */
public record ReadingsTaken(String node, Set<Long> rawJobIds) {}
