package org.sluice.jobs;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Values of the job table as another version may have written them: one that cannot be read is not known, and does not
 * take its row away.
 */
final class Stored {
    private static final Logger log = LoggerFactory.getLogger(Stored.class);
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Stored() {}

    /**
     * Reads a value, and says in the log once where one of its kind cannot be read.
     *
     * @param stored null for none
     */
    static <T> Optional<T> read(String what, @Nullable String stored, Function<String, T> reader) {
        if (stored == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(stored));
        } catch (IllegalArgumentException | ArithmeticException | JacksonException unreadable) {
            if (SAID.add(what)) {
                log.warn("The archive has a job whose {} cannot be read: {}", what, unreadable.getMessage());
            }
            return Optional.empty();
        }
    }
}
