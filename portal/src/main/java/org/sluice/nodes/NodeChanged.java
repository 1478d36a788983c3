package org.sluice.nodes;

import java.util.Optional;
import org.sluice.cluster.NodeRecord;

/**
 * The state of a node, or the reason that stands at it, has changed between two polls.
 *
 * @param before empty for a node that is new
 * @param now empty for a node that Slurm no longer has
 */
public record NodeChanged(String node, Optional<NodeRecord> before, Optional<NodeRecord> now) {}
