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

    /** The cluster keeps no accounting at all (sacct's words in 22.05 and 24.11), which is no failure of it. */
    public boolean saysThereIsNoAccounting() {
        return words.contains("accounting storage is disabled");
    }

    public int exitStatus() {
        return exitStatus;
    }
}
