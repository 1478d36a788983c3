/** The catalogue of job templates: forms, checks, the script that results. */
@ApplicationModule(allowedDependencies = {"access", "accounts", "cluster", "nodes", "jobs", "slurm", "web"})
@NullMarked
package org.sluice.templates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
