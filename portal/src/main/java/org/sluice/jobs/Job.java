package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.Charge;
import org.sluice.slurm.Elapsed;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobFacts;
import org.sluice.slurm.JobId;
import org.sluice.slurm.JobKey;
import org.sluice.slurm.JobSize;
import org.sluice.slurm.JobState;
import org.sluice.slurm.JobTimes;
import org.sluice.slurm.JobWords;
import org.sluice.slurm.Reason;

/**
 * A job as last seen, from its first sight in the queue on and for ever after.
 *
 * @param exitStatus null until accounting or slurmctld reports it
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

    /**
     * How long it has run, without the time it was suspended; empty before the start, and where it is not known: of a
     * suspended job until Slurm is asked, and of one that left the queue until its end is known.
     */
    public Optional<Duration> elapsed(Instant now) {
        Instant until = live() ? now : endedAt();
        if (startedAt() == null || until == null) {
            return Optional.empty();
        }
        if (live() && state.isSuspended()) {
            return Optional.ofNullable(times.elapsed()).map(Elapsed::ran);
        }
        return Optional.of(Duration.between(countsFrom(), until)).filter(elapsed -> !elapsed.isNegative());
    }

    /** When it would have started to run as long as it has, had it never been suspended; null before the start. */
    @Nullable
    Instant countsFrom() {
        Elapsed told = times.elapsed();
        return startedAt() == null || told == null ? startedAt() : told.at().minus(told.ran());
    }

    /** Waits until somebody releases it. */
    public boolean isHeld() {
        return live() && (state.isHeld() || (state.isWaiting() && reason.isHeld()));
    }

    /**
     * What Cancel names: of an array's row the tasks that wait and nothing else; of a component the whole heterogeneous
     * job, for Slurm cancels none of them alone (scancel(1)).
     */
    JobId cancelled() {
        if (size.tasks().isSome()) {
            return id().withTasks(size.tasks());
        }
        return id().kind() == JobId.Kind.COMPONENT ? JobId.of(id().number()) : id();
    }

    /** The same job, no longer in the queue. */
    Job gone(Instant at) {
        Seen left = new Seen(false, seen.settled(), seen.source(), at);
        return new Job(key, rawId, words, charge, state, reason, exitStatus, size, times, place, left);
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

    /** The command that reported it last. */
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
                && size.tasks().equals(other.size.tasks())
                && sameTimesAs(other.times)
                && live() == other.live();
    }

    private boolean sameTimesAs(JobTimes other) {
        return Objects.equals(times.startedAt(), other.startedAt())
                && Objects.equals(times.endedAt(), other.endedAt())
                && times.limit().duration().equals(other.limit().duration());
    }
}
