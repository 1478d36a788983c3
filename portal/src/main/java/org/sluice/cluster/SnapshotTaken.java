package org.sluice.cluster;

import java.util.Optional;

/** A new picture of the cluster is there. */
public record SnapshotTaken(Optional<Snapshot> before, Snapshot now) {}
