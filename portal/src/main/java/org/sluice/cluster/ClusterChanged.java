package org.sluice.cluster;

/** Something was done on the cluster through the portal: the portal polls Slurm again immediately, so that its page shows it. */
public record ClusterChanged() {}
