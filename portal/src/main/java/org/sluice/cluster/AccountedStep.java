package org.sluice.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Memory;
import org.sluice.slurm.Tres;

/**
 * One step of a job as accounting has it.
 *
 * @param step what follows the job's id: {@code batch}, {@code extern}, {@code 0}
 * @param peakMemory most memory of one task, as sampled; empty when the step was too short to be sampled
 * @param cpuTime of all tasks, user and system
 */
public record AccountedStep(
        String step,
        String name,
        JobState state,
        Optional<ExitStatus> exit,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Duration elapsed,
        int tasks,
        String nodeList,
        Tres allocated,
        Optional<Memory> peakMemory,
        Optional<Duration> cpuTime) {}
