/** What each GPU did, for which job: readings of the nodes' exporters, kept and shown. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "jobs", "nodes", "remote", "slurm", "web"})
@NullMarked
package org.sluice.gpu;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
