/** Jobs from submission to their end: the record, control, events. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "remote", "slurm", "web"})
@NullMarked
package org.sluice.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
