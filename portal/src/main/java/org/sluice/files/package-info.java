/** People's files on the cluster, read as the viewer: the output of a job. */
@ApplicationModule(allowedDependencies = {"access", "cluster", "jobs", "remote", "slurm", "web"})
@NullMarked
package org.sluice.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
