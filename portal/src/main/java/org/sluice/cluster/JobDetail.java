package org.sluice.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Reading;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/**
 * All that slurmctld knows of one job. Texts that Slurm does not have are empty.
 *
 * @param rawId the number slurmctld counts
 * @param owner Unix user
 * @param derivedExit the highest exit code of its steps; empty where Slurm has none
 * @param restarts how often it was requeued
 * @param requested what it asked for
 * @param allocated what it was given; none while it waits
 * @param shares what it holds on each node
 * @param stdOut path on the cluster; empty while the name depends on a task that has not started
 */
public record JobDetail(
        JobId id,
        long rawId,
        String name,
        String owner,
        String account,
        String partition,
        String qos,
        JobState state,
        Reason reason,
        ExitStatus exit,
        Optional<ExitStatus> derivedExit,
        int restarts,
        String dependency,
        Instant submittedAt,
        Optional<Instant> eligibleAt,
        Optional<Instant> startsAt,
        Optional<Instant> endsAt,
        TimeLimit timeLimit,
        String nodeList,
        Tres requested,
        Tres allocated,
        Reading<List<Share>> shares,
        String command,
        String workDir,
        String stdOut,
        String stdErr,
        String comment) {

    /**
     * What the job holds on one node.
     *
     * @param cpuIds Slurm's abstract CPU numbers, not the kernel's
     * @param gres with the positions Slurm gives; positions in gres.conf, not device minors
     */
    public record Share(String node, List<Integer> cpuIds, Memory memory, List<Gres> gres) {}
}
