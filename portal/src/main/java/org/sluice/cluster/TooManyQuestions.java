package org.sluice.cluster;

/** So many questions to Slurm wait already that another one is not asked. */
public class TooManyQuestions extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyQuestions() {
        super("Slurm is being asked too much at the moment; this was not asked. Try again shortly.");
    }
}
