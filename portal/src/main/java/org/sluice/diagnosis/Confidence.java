package org.sluice.diagnosis;

/** How sure a finding is of its cause. */
public enum Confidence {
    /** Slurm or the program says so itself. */
    CERTAIN("certain"),
    /** What was seen is hardly ever anything else. */
    LIKELY("likely"),
    /** One of several explanations. */
    POSSIBLE("possible");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
