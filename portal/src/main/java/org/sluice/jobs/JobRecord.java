package org.sluice.jobs;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.Memory;
import org.sluice.slurm.RequestedMemory;
import org.sluice.slurm.Tres;

/**
 * What was learned of a job beyond what lists show.
 *
 * @param steps in accounting's order; empty until accounting has reported them
 * @param derivedExit the highest exit code of its steps; null where it is not known
 * @param requestedMemory null where it is not known
 * @param stdErr null where it is not known; the same path as the output's for most jobs
 * @param dependency what it still waited for when it was last asked for; empty for nothing
 * @param cancelledBy Unix user who cancelled it; null when nobody did, or it is not known who
 */
public record JobRecord(
        List<JobStep> steps,
        @Nullable ExitStatus derivedExit,
        @Nullable RequestedMemory requestedMemory,
        Tres requested,
        Tres allocated,
        @Nullable String stdErr,
        String dependency,
        int restarts,
        @Nullable String cancelledBy) {

    /** The most memory that one task of any step was seen to use. */
    public Optional<Memory> peakMemory() {
        return steps.stream()
                .flatMap(step -> Optional.ofNullable(step.peakMemory()).stream())
                .max(Memory::compareTo);
    }

    /**
     * The same, its script's exit as the job's: of a script that returned 255 accounting tells 127 for the step, and slurmctld
     * 255 for the job (seen in 22.05).
     */
    JobRecord withScriptExit(@Nullable ExitStatus ofJob) {
        List<JobStep> fuller = steps.stream()
                .map(step -> step.isScript() ? step.withExit(ofJob) : step)
                .toList();
        return new JobRecord(
                fuller, derivedExit, requestedMemory, requested, allocated, stdErr, dependency, restarts, cancelledBy);
    }
}
