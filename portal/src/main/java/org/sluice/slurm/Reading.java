package org.sluice.slurm;

import java.time.Instant;
import java.util.Optional;

/** A value as somebody told it at a moment, or the reason why it is not known: never a number that stands for neither. */
public sealed interface Reading<T> {
    static <T> Reading<T> of(T value, String source, Instant observedAt) {
        return new Known<>(value, source, observedAt);
    }

    static <T> Reading<T> notKnown(String why) {
        return new NotKnown<>(why);
    }

    /** The value; empty where it is not known. */
    Optional<T> value();

    /**
     * A value that was reported.
     *
     * @param source what reported it, such as "scontrol show job"
     */
    record Known<T>(T told, String source, Instant observedAt) implements Reading<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(told);
        }
    }

    /**
     * No value.
     *
     * @param why in words for a person
     */
    record NotKnown<T>(String why) implements Reading<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }
}
