package org.sluice.slurm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every command of Slurm tells of a job, and the archive keeps. */
public interface JobFacts {
    JobKey key();

    /** The number slurmctld counts; for an array task not the array's. */
    long rawId();

    JobWords words();

    Charge charge();

    JobState state();

    /** Why it waits or how it ended. */
    Reason reason();

    JobTimes times();

    default JobId id() {
        return key().id();
    }

    default Instant submittedAt() {
        return key().submittedAt();
    }

    default String name() {
        return words().name();
    }

    default String comment() {
        return words().comment();
    }

    default String workDir() {
        return words().workDir();
    }

    /** Unix user. */
    default String owner() {
        return charge().owner();
    }

    default String account() {
        return charge().account();
    }

    default String partition() {
        return charge().partition();
    }

    default String qos() {
        return charge().qos();
    }

    /** Null before the start. */
    default @Nullable Instant startedAt() {
        return times().startedAt();
    }

    /** Null before the end. */
    default @Nullable Instant endedAt() {
        return times().endedAt();
    }
}
