package org.sluice.jobs;

/** How far a submission has come, as far as is known. */
public enum SubmissionState {
    /** Written down; Slurm is being asked. */
    SENDING,
    /** Slurm has the job. */
    ACCEPTED,
    /** Slurm said no; there is no job. */
    REFUSED,
    /** Slurm was asked and no whole answer came: there may be a job. Never sent again; settled by looking. */
    UNCLEAR,
    /** It is certain that Slurm has no job of this submission. */
    NOT_SUBMITTED;

    public boolean isSettled() {
        return this == ACCEPTED || this == REFUSED || this == NOT_SUBMITTED;
    }
}
