/** Why a job failed, waits or did less than it could: evidence, one rule a cause, findings that quote the evidence. */
@ApplicationModule(
        allowedDependencies = {"access", "accounts", "cluster", "files", "gpu", "jobs", "nodes", "slurm", "web"})
@NullMarked
package org.sluice.diagnosis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
