/** The way to the cluster's machines: SSH as a person, files, streams to ports. It knows nothing of Slurm. */
@ApplicationModule(allowedDependencies = {"access", "web"})
@NullMarked
package org.sluice.remote;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
