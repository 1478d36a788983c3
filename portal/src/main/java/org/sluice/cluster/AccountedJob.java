package org.sluice.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Reason;
import org.sluice.slurm.RequestedMemory;
import org.sluice.slurm.TimeLimit;
import org.sluice.slurm.Tres;

/**
 * One run of a job as accounting has it. slurmdbd is some seconds behind slurmctld: shortly after the end User, NodeList
 * and the steps can still be wrong (seen in 22.05), so look again before believing it.
 *
 * @param rawId the number slurmctld counts
 * @param derivedExit the highest exit code of its steps
 * @param requestedMemory empty where accounting does not know it yet
 * @param allocated what it was given; none when it never started
 * @param steps in the order accounting gives them
 */
public record AccountedJob(
        JobId id,
        long rawId,
        String name,
        String owner,
        String account,
        String partition,
        String qos,
        JobState state,
        Reason reason,
        Optional<ExitStatus> exit,
        Optional<ExitStatus> derivedExit,
        Instant submittedAt,
        Optional<Instant> eligibleAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Duration elapsed,
        TimeLimit timeLimit,
        int nodes,
        int cpus,
        String nodeList,
        Optional<RequestedMemory> requestedMemory,
        Tres requested,
        Tres allocated,
        String comment,
        String workDir,
        List<AccountedStep> steps) {

    /**
     * Whether this run is over. Accounting marks a run that was put back into the queue REQUEUED and gives it an end; the
     * run that follows has a row of its own.
     */
    public boolean isOver() {
        return !state.isLive() || (state.isRequeued() && endedAt.isPresent());
    }

    /** The same job with other steps. */
    public AccountedJob withSteps(List<AccountedStep> others) {
        return new AccountedJob(
                id,
                rawId,
                name,
                owner,
                account,
                partition,
                qos,
                state,
                reason,
                exit,
                derivedExit,
                submittedAt,
                eligibleAt,
                startedAt,
                endedAt,
                elapsed,
                timeLimit,
                nodes,
                cpus,
                nodeList,
                requestedMemory,
                requested,
                allocated,
                comment,
                workDir,
                List.copyOf(others));
    }
}
