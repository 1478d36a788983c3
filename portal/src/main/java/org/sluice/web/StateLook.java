package org.sluice.web;

import java.util.Set;

/**
 * How a state of a job or node looks: a word, and a kind that gives it colour and outline.
 *
 * @param word what is written, for example {@code out of memory}
 * @param kind one of {@link #KINDS}; the class {@code state-<kind>} gives colour and outline
 * @param icon the symbol of {@code /web/icons.svg} that gives the state its shape
 */
public record StateLook(String word, String kind, String icon) {
    /** Every look there is; jobs and nodes share them where they mean the same to a worried person. */
    public static final Set<String> KINDS = Set.of(
            "pending",
            "changing",
            "running",
            "completed",
            "failed",
            "overtime",
            "cancelled",
            "held",
            "unknown",
            "idle",
            "mixed",
            "allocated",
            "draining",
            "drained",
            "down",
            "silent",
            "powering",
            "planned",
            "reserved",
            "dynamic");

    public StateLook {
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("no state looks like \"" + kind + "\"; there are " + KINDS);
        }
    }
}
