package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.Charge;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;

/**
 * A job as last seen, from its first sight in the queue on and for ever after.
 *
 * @param exitStatus null until accounting or slurmctld told it
 */
public record Job(
        JobKey key,
        long rawId,
        JobWords words,
        Charge charge,
        JobState state,
        Reason reason,
        @Nullable ExitStatus exitStatus,
        JobSize size,
        JobTimes times,
        Place place,
        Seen seen)
        implements JobFacts {

    /** The person's own comment, without the portal's key. */
    public String ownComment() {
        return SubmissionKey.inComment(comment())
                .map(key ->
                        comment().substring("sluice:".length() + key.length()).strip())
                .orElse(comment());
    }

    /** Time between start and end, or start and the moment given; empty before the start. */
    public Optional<Duration> elapsed(Instant now) {
        if (startedAt() == null) {
            return Optional.empty();
        }
        Instant until = endedAt() != null && !live() ? endedAt() : now;
        return Optional.of(Duration.between(startedAt(), until)).filter(elapsed -> !elapsed.isNegative());
    }

    public int nodes() {
        return size.nodes();
    }

    public int cpus() {
        return size.cpus();
    }

    /** GPUs asked for or held in all; null is not known. */
    public @Nullable Integer gpus() {
        return size.gpus();
    }

    /** Null is no limit, or not known. */
    public @Nullable Duration timeLimit() {
        return times.limit().duration().orElse(null);
    }

    public String nodeList() {
        return place.nodeList();
    }

    /** Path of the output file on the cluster; null is not known yet. */
    public @Nullable String stdOut() {
        return place.stdOut();
    }

    /** What it holds, or held, on each node; null is not known. */
    public @Nullable List<NodeShare> allocation() {
        return place.allocation();
    }

    /** Still in Slurm's hands: waiting, running or completing. */
    public boolean live() {
        return seen.live();
    }

    /** Its end has been confirmed and changes no more. */
    public boolean settled() {
        return seen.settled();
    }

    /** The command that told it last. */
    public String source() {
        return seen.source();
    }

    public Instant observedAt() {
        return seen.observedAt();
    }

    /** Whether two sightings show the same, so that nothing is written for it. */
    boolean showsTheSameAs(Job other) {
        return state.equals(other.state)
                && reason.equals(other.reason)
                && charge.equals(other.charge)
                && name().equals(other.name())
                && nodeList().equals(other.nodeList())
                && nodes() == other.nodes()
                && sameTimesAs(other.times)
                && live() == other.live();
    }

    private boolean sameTimesAs(JobTimes other) {
        return Objects.equals(times.startedAt(), other.startedAt())
                && Objects.equals(times.endedAt(), other.endedAt())
                && times.limit().duration().equals(other.limit().duration());
    }
}
