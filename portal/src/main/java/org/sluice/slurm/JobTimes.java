package org.sluice.slurm;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a job did what.
 *
 * @param eligibleAt null where it is not known
 * @param startedAt null before the start
 * @param endedAt null before the end
 * @param elapsed null where it is not known
 */
public record JobTimes(
        @Nullable Instant eligibleAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Elapsed elapsed,
        TimeLimit limit) {

    /**
     * As slurmctld tells them: its start and end are expectations until the job has started and ended. Of one that was
     * cancelled before it started it tells the end as its start too, and no nodes (seen in 22.05 and 24.11); of one whose
     * node failed, no nodes any more (seen in 22.05).
     */
    public static JobTimes told(
            JobState state, String nodeList, @Nullable Instant starts, @Nullable Instant ends, TimeLimit limit) {
        boolean over = state.isTerminal();
        boolean ran = over && (!nodeList.isEmpty() || !Objects.equals(starts, ends));
        return new JobTimes(null, ran || state.holdsNodes() ? starts : null, over ? ends : null, null, limit);
    }

    /** The same with what else is reported. */
    public JobTimes with(@Nullable Instant eligible, @Nullable Elapsed soFar) {
        return new JobTimes(eligible, startedAt, endedAt, soFar, limit);
    }
}
