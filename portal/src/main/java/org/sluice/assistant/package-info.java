/** Answers questions about a job with a language model: findings first, read-only tools, every citation checked. */
@ApplicationModule(
        allowedDependencies = {"access", "cluster", "diagnosis", "files", "gpu", "jobs", "remote", "slurm", "web"})
@NullMarked
package org.sluice.assistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
