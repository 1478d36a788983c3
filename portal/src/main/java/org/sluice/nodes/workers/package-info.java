/** Machines behind CLOUD nodes: what they cost, starting and removing them through the provisioner. */
@NullMarked
package org.sluice.nodes.workers;

import org.jspecify.annotations.NullMarked;
