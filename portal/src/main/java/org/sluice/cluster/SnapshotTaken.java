package org.sluice.cluster;

import java.util.Optional;

/** A new snapshot of the cluster is there. */
public record SnapshotTaken(Optional<Snapshot> before, Snapshot now) {}
