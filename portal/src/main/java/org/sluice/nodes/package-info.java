/** Nodes and partitions: what they are doing, drain and resume. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "remote", "slurm", "web"})
@NullMarked
package org.sluice.nodes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
