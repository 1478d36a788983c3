/** Who is asking and what they may see: sign-in, viewers, roles, visibility, audit. */
@ApplicationModule(allowedDependencies = {"slurm", "web"})
@NullMarked
package org.sluice.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
