package org.sluice.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Memory;

/**
 * One step of an ended job, as accounting has it.
 *
 * @param step what follows the job's id: {@code batch}, {@code extern}, {@code 0}
 * @param exit null where accounting has none
 * @param peakMemory most memory of one task, as sampled; null when the step was too short to be sampled
 * @param cpuTime of all its tasks, user and system; null where accounting has none
 */
public record JobStep(
        String step,
        String name,
        JobState state,
        @Nullable ExitStatus exit,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int tasks,
        String nodeList,
        @Nullable Memory peakMemory,
        @Nullable Duration cpuTime) {

    boolean isScript() {
        return step.equals("batch");
    }

    /** The step with the fuller of two writings of its exit. */
    JobStep withExit(@Nullable ExitStatus other) {
        return new JobStep(
                step,
                name,
                state,
                exit == null ? null : exit.orFuller(other),
                startedAt,
                endedAt,
                tasks,
                nodeList,
                peakMemory,
                cpuTime);
    }
}
