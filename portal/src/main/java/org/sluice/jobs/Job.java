package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Reason;

/**
 * A job as last seen, from its first sight in the queue on and for ever after.
 *
 * @param rawId the number Slurm counts; for an array task not the array's
 * @param owner Unix user
 * @param reason why it waits or how it ended, in Slurm's word
 * @param gpus GPUs asked for or held in all; null is not known
 * @param timeLimit null is no limit or not known
 * @param exitStatus null until accounting or slurmctld told it
 * @param stdOut path of the output file on the cluster; null is not known yet
 * @param allocation what it holds, or held, on each node; null is not known
 * @param live still in Slurm's hands: waiting, running or completing
 * @param settled its end has been confirmed and changes no more
 * @param source the command that told it last
 */
public record Job(
        JobId id,
        Instant submittedAt,
        long rawId,
        String name,
        String owner,
        String account,
        String partition,
        String qos,
        JobState state,
        Reason reason,
        int nodes,
        int cpus,
        @Nullable Integer gpus,
        String tresPerNode,
        String nodeList,
        @Nullable Duration timeLimit,
        @Nullable Instant eligibleAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable ExitStatus exitStatus,
        String comment,
        String workDir,
        @Nullable String stdOut,
        @Nullable List<NodeShare> allocation,
        boolean live,
        boolean settled,
        String source,
        Instant observedAt) {

    /** The person's own comment, without the portal's key. */
    public String ownComment() {
        return SubmissionKey.inComment(comment)
                .map(key -> comment.substring("sluice:".length() + key.length()).strip())
                .orElse(comment);
    }

    /** Time between start and end, or start and the moment given; empty before the start. */
    public Optional<Duration> elapsed(Instant now) {
        if (startedAt == null) {
            return Optional.empty();
        }
        Instant until = endedAt != null && !live ? endedAt : now;
        return Optional.of(Duration.between(startedAt, until)).filter(elapsed -> !elapsed.isNegative());
    }

    /** Whether two sightings show the same, so that nothing is written for it. */
    boolean showsTheSameAs(Job other) {
        return state.equals(other.state)
                && reason.equals(other.reason)
                && nodeList.equals(other.nodeList)
                && Objects.equals(startedAt, other.startedAt)
                && Objects.equals(endedAt, other.endedAt)
                && Objects.equals(timeLimit, other.timeLimit)
                && name.equals(other.name)
                && partition.equals(other.partition)
                && qos.equals(other.qos)
                && nodes == other.nodes
                && live == other.live;
    }
}
