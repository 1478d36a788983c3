/** Why jobs do not start on a node: one rule a cause, from what Slurm says of the node. */
@NullMarked
package org.sluice.nodes.hindrance;

import org.jspecify.annotations.NullMarked;
