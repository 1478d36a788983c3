/** The only room that reaches the cluster: SSH as a person, one class per Slurm command, the poller and its snapshot. */
@ApplicationModule(allowedDependencies = {"access", "remote", "slurm", "web"})
@NullMarked
package org.sluice.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
