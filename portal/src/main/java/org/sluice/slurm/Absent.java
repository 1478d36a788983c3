package org.sluice.slurm;

import java.util.Set;

/** The many ways in which Slurm's commands write that there is nothing to say. */
final class Absent {
    /** Seen in squeue, scontrol and sacct of 22.05 and 24.11; "n/s" is "not supported", "n/a" what CapWatts says. */
    private static final Set<String> WORDS =
            Set.of("", "(null)", "N/A", "n/a", "n/s", "Unknown", "None", "NONE", "none");

    private Absent() {}

    static boolean is(String word) {
        return WORDS.contains(word);
    }
}
