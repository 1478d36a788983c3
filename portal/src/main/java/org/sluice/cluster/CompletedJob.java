package org.sluice.cluster;

import java.util.Optional;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;

/**
 * A job as the log of completed jobs (JobCompType=jobcomp/filetxt) has it. Its times are left out: they stand there in
 * the zone of slurmctld, which nobody tells.
 *
 * @param rawId the number slurmctld counts
 */
public record CompletedJob(
        long rawId, String owner, String name, JobState state, Optional<ExitStatus> exit, String nodeList) {}
