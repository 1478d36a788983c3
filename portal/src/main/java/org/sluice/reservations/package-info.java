/** Reservations and maintenance windows: when nodes are kept, for whom, and whose jobs meet that time. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "nodes", "slurm", "web"})
@NullMarked
package org.sluice.reservations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
