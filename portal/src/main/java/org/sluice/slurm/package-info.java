/** Slurm's vocabulary and small grammars: what its words mean, without asking it anything. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.sluice.slurm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
