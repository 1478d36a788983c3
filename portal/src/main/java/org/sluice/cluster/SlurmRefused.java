package org.sluice.cluster;

/** Slurm answered, and the answer was no. */
public class SlurmRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String words;
    private final int exitStatus;

    SlurmRefused(String command, String words, int exitStatus) {
        super(command + " ended with " + exitStatus + ": " + words);
        this.words = words;
        this.exitStatus = exitStatus;
    }

    /** Slurm's own words, without the command's name in front. */
    public String words() {
        return words;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
