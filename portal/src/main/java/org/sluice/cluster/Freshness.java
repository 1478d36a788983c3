package org.sluice.cluster;

import java.time.Duration;

/**
 * How old a snapshot may become before pages say so.
 *
 * @param late past this, two polls, the snapshot is late
 * @param lost past this Slurm should have answered, and the cluster counts as unreachable
 */
record Freshness(Duration late, Duration lost) {
    /** slurmctld is asked for at most a third of the time. */
    private static final int REST_PER_WORK = 2;
    /** A machine that is busy for a moment is no news. */
    private static final Duration LEAST_LATE = Duration.ofSeconds(6);

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** While nothing has answered yet. */
    static final Freshness UNKNOWN = new Freshness(LEAST_LATE, LEAST_LATE.plus(DEADLINE));

    /**
     * Of a cluster that is asked this often and took this long to answer.
     *
     * @param pollEvery the pause between two polls, at least
     */
    static Freshness of(Duration pollEvery, Duration took) {
        Duration late = rest(pollEvery, took).plus(took).multipliedBy(2);
        Duration atLeast = late.compareTo(LEAST_LATE) > 0 ? late : LEAST_LATE;
        return new Freshness(atLeast, atLeast.plus(DEADLINE));
    }

    /** The pause after an answer that took this long. */
    static Duration rest(Duration pollEvery, Duration took) {
        Duration rest = took.multipliedBy(REST_PER_WORK);
        return rest.compareTo(pollEvery) > 0 ? rest : pollEvery;
    }
}
