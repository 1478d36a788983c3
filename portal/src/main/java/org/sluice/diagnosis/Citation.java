package org.sluice.diagnosis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A piece of evidence that a finding quotes. */
public sealed interface Citation {
    /** A short name for it that is the same wherever the job is spoken of: {@code L12}, {@code S:ExitCode}, {@code G:a1/0}. */
    String mark();

    /**
     * A line of the job's output.
     *
     * @param number counted from 1 in its file
     * @param error whether it stands in an error file of its own, whose lines are called {@code E12}
     */
    record Line(String path, long number, String text, boolean error) implements Citation {
        @Override
        public String mark() {
            return (error ? "E" : "L") + number;
        }
    }

    /**
     * Something Slurm says.
     *
     * @param name as Slurm calls it: {@code ExitCode}, for a step {@code batch.ExitCode}
     * @param source the command it is from
     * @param at when that was; null when it is not known
     */
    record Field(
            String name,
            String value,
            String source,
            @Nullable Instant at) implements Citation {
        @Override
        public String mark() {
            return "S:" + name;
        }

        /** For a page; other jobs of the queue are called what they are, not {@code running.1}. */
        public String label() {
            return name.startsWith("running.") ? "Running" : name.startsWith("ahead.") ? "Goes first" : name;
        }
    }

    /**
     * Something a GPU was read to do.
     *
     * @param gpu node and Slurm's IDX: {@code a1 GPU 0}
     * @param quantity for example {@code memory in use}
     * @param at when it was read; null for a figure over the whole run
     */
    record Sample(
            String gpu,
            String quantity,
            String value,
            @Nullable Instant at) implements Citation {
        @Override
        public String mark() {
            return "G:" + gpu.replace(" GPU ", "/").replace(' ', '.');
        }
    }
}
