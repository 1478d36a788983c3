package org.sluice.slurm;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a job may run: a duration, or one of Slurm's words for "no limit", "the partition's" and "not set yet"
 * ({@code UNLIMITED}, {@code Partition_Limit}, {@code NOT_SET}; squeue(1), "%l"; sacct(1), "Timelimit").
 */
public final class TimeLimit {
    public static final TimeLimit UNLIMITED = new TimeLimit(Kind.UNLIMITED, Duration.ZERO);
    public static final TimeLimit OF_THE_PARTITION = new TimeLimit(Kind.PARTITION, Duration.ZERO);
    public static final TimeLimit NOT_SET = new TimeLimit(Kind.NOT_SET, Duration.ZERO);

    private final Kind kind;
    private final Duration duration;

    private enum Kind {
        LIMITED,
        UNLIMITED,
        PARTITION,
        NOT_SET
    }

    private TimeLimit(Kind kind, Duration duration) {
        this.kind = kind;
        this.duration = duration;
    }

    /** A limit of this length; Slurm counts whole minutes and rounds seconds up. */
    public static TimeLimit of(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a time limit is longer than nothing: " + duration);
        }
        return new TimeLimit(Kind.LIMITED, duration);
    }

    public static TimeLimit parse(String word) {
        return switch (word) {
            case "UNLIMITED", "INFINITE", "infinite", "-1" -> UNLIMITED;
            case "Partition_Limit" -> OF_THE_PARTITION;
            case "NOT_SET", "", "N/A", "INVALID", "NONE", "(null)" -> NOT_SET;
            default -> new TimeLimit(Kind.LIMITED, SlurmDuration.parse(word));
        };
    }

    /** The length; empty where there is no limit, or Slurm has not set one yet. */
    public Optional<Duration> duration() {
        return kind == Kind.LIMITED ? Optional.of(duration) : Optional.empty();
    }

    public boolean isUnlimited() {
        return kind == Kind.UNLIMITED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeLimit that && kind == that.kind && duration.equals(that.duration);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + duration.hashCode();
    }

    /** As Slurm writes it, and as {@link #parse} and sbatch read it: {@code 1-02:03:04}. */
    @Override
    public String toString() {
        return switch (kind) {
            case LIMITED -> SlurmDuration.format(duration);
            case UNLIMITED -> "UNLIMITED";
            case PARTITION -> "Partition_Limit";
            case NOT_SET -> "NOT_SET";
        };
    }
}
