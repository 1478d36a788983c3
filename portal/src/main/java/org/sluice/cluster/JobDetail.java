package org.sluice.cluster;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.Charge;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Gres;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Reading;
import org.sluice.slurm.Reason;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/**
 * All that slurmctld knows of one job. Texts that Slurm does not have are empty.
 *
 * @param exit empty where it cannot be read
 * @param derivedExit the highest exit code of its steps; empty where Slurm has none
 * @param restarts how often it was requeued
 * @param requested what it asked for
 * @param allocated what it was given; none while it waits
 * @param shares what it holds on each node
 */
public record JobDetail(
        JobKey key,
        long rawId,
        JobWords words,
        Charge charge,
        JobState state,
        Reason reason,
        Optional<ExitStatus> exit,
        Optional<ExitStatus> derivedExit,
        int restarts,
        String dependency,
        JobSize size,
        JobTimes times,
        String nodeList,
        Tres requested,
        Tres allocated,
        Reading<List<Share>> shares,
        Files files)
        implements JobFacts {

    /**
     * What the job holds on one node.
     *
     * @param cpuIds Slurm's abstract CPU numbers, not the kernel's
     * @param gres with the positions Slurm gives; positions in gres.conf, not device minors
     */
    public record Share(String node, List<Integer> cpuIds, Memory memory, List<Gres> gres) {}

    /**
     * Paths on the cluster.
     *
     * @param command empty where there is none
     * @param stdOut null where there is none, and while the name depends on a task that has not started
     * @param stdErr as stdOut
     */
    public record Files(
            String command,
            @Nullable String stdOut,
            @Nullable String stdErr) {}

    /** The same job with these words of its owner's. */
    public JobDetail with(JobWords others) {
        return new JobDetail(
                key,
                rawId,
                others,
                charge,
                state,
                reason,
                exit,
                derivedExit,
                restarts,
                dependency,
                size,
                times,
                nodeList,
                requested,
                allocated,
                shares,
                files);
    }

    public TimeLimit timeLimit() {
        return times.limit();
    }
}
