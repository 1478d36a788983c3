package org.sluice.cluster;

/** The poller has looked once more, with or without an answer. */
record ClusterLookedAt() {}
