/** Slurm accounts and associations: what a person may charge to, and who is operator or administrator. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "remote", "slurm", "web"})
@NullMarked
package org.sluice.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
