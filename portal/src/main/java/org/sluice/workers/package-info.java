/** Machines behind CLOUD nodes: what they cost, starting and removing them through the provisioner. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "nodes", "remote", "slurm", "web"})
@NullMarked
package org.sluice.workers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
