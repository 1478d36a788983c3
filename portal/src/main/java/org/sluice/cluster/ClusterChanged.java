package org.sluice.cluster;

/** Something was done on the cluster through the portal: the picture is taken anew at once, so that its page shows it. */
public record ClusterChanged() {}
