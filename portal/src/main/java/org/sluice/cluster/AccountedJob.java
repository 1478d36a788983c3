package org.sluice.cluster;

import java.util.List;
import java.util.Optional;
import org.sluice.slurm.Charge;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;
import org.sluice.slurm.RequestedMemory;
import org.sluice.slurm.Tres;

/**
 * One run of a job as accounting has it. slurmdbd is some seconds behind slurmctld: shortly after the end User, NodeList
 * and the steps can still be wrong (seen in 22.05), so look again before believing it.
 *
 * @param derivedExit the highest exit code of its steps
 * @param requestedMemory empty where accounting does not know it yet
 * @param allocated what it was given; none when it never started
 * @param steps in the order accounting gives them
 */
public record AccountedJob(
        JobKey key,
        long rawId,
        JobWords words,
        Charge charge,
        JobState state,
        Reason reason,
        Optional<ExitStatus> exit,
        Optional<ExitStatus> derivedExit,
        JobSize size,
        JobTimes times,
        String nodeList,
        Optional<RequestedMemory> requestedMemory,
        Tres requested,
        Tres allocated,
        List<AccountedStep> steps)
        implements JobFacts {

    /**
     * Whether this run is over. Accounting marks a run that was put back into the queue REQUEUED and gives it an end; the
     * run that follows has a row of its own.
     */
    public boolean isOver() {
        return !state.isLive() || (state.isRequeued() && times.endedAt() != null);
    }

    /** The same job with other steps. */
    public AccountedJob withSteps(List<AccountedStep> others) {
        return new AccountedJob(
                key,
                rawId,
                words,
                charge,
                state,
                reason,
                exit,
                derivedExit,
                size,
                times,
                nodeList,
                requestedMemory,
                requested,
                allocated,
                List.copyOf(others));
    }
}
