package org.sluice.diagnosis;

import org.sluice.slurm.SbatchOptions;

/**
 * A change with which the job can be submitted again.
 *
 * @param words what the button says: {@code Resubmit with 2 GiB of memory}
 * @param changes options of sbatch that take the place of the job's own; none to submit it as it was
 */
public record Fix(String words, SbatchOptions changes) {
    /** Nothing was wrong with the job itself. */
    static final Fix AS_IT_WAS = new Fix("Resubmit as it was", SbatchOptions.NONE);
}
