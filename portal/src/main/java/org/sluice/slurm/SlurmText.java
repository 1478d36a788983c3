package org.sluice.slurm;

/** Texts that Slurm passes on: account, comment, dependency and the like. */
public final class SlurmText {
    private SlurmText() {}

    /** The text, or an empty one where Slurm writes {@code (null)}, {@code N/A} or {@code n/a} for "there is none". */
    public static String orEmpty(String text) {
        return switch (text) {
            case "(null)", "N/A", "n/a" -> "";
            default -> text;
        };
    }
}
