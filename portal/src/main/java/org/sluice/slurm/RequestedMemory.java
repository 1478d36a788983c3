package org.sluice.slurm;

import java.util.Optional;

/**
 * Memory as a job asked for it, with what it is counted per. {@code 1000M} is for the whole job in sacct from 21.08 on;
 * older ones wrote {@code 1000Mc} for each CPU and {@code 1000Mn} for each node. {@code 16?} is sacct's "not known yet",
 * seen seconds after the end in 22.05.
 */
public record RequestedMemory(Memory amount, Per per) {
    /** What a request is multiplied by. */
    public enum Per {
        JOB,
        CPU,
        NODE
    }

    /** The request; absent where Slurm itself does not know it. */
    public static Optional<RequestedMemory> tryParse(String word) {
        if (word.endsWith("c")) {
            return amount(word).map(amount -> new RequestedMemory(amount, Per.CPU));
        }
        if (word.endsWith("n")) {
            return amount(word).map(amount -> new RequestedMemory(amount, Per.NODE));
        }
        return Memory.tryParse(word).map(amount -> new RequestedMemory(amount, Per.JOB));
    }

    private static Optional<Memory> amount(String word) {
        return Memory.tryParse(word.substring(0, word.length() - 1));
    }

    /** For a person: {@code 4 GiB per CPU}. */
    public String text() {
        return switch (per) {
            case JOB -> amount.text();
            case CPU -> amount.text() + " per CPU";
            case NODE -> amount.text() + " per node";
        };
    }
}
