package org.sluice.gpu;

/**
 * A sentence about a job's GPUs.
 *
 * @param tone {@code good}, {@code bad} for what wastes GPUs, or {@code quiet}
 */
record Sentence(String tone, String words) {
    static Sentence good(String words) {
        return new Sentence("good", words);
    }

    static Sentence bad(String words) {
        return new Sentence("bad", words);
    }

    static Sentence quiet(String words) {
        return new Sentence("quiet", words);
    }
}
