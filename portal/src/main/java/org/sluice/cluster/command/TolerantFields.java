package org.sluice.cluster.command;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The fields of one record, read one by one: a field that cannot be read does not take the others with it. */
final class TolerantFields {
    private final KeyValues values;
    private final Set<String> unread = new LinkedHashSet<>();

    /** Of a record whose values are found in another way than by keys. */
    TolerantFields() {
        this(KeyValues.of(""));
    }

    TolerantFields(KeyValues values) {
        this.values = values;
    }

    String get(String key) {
        return values.get(key);
    }

    /** Reads a field that may be missing. */
    <T> T read(String key, Function<String, T> reader, T notKnown) {
        return read(key, values.get(key), reader, notKnown);
    }

    /** Reads a field that Slurm always writes. */
    <T> T require(String key, Function<String, T> reader, T notKnown) {
        return values.find(key).isPresent() ? read(key, reader, notKnown) : lost(key, notKnown);
    }

    /** Reads a value that was found in another way. */
    <T> T read(String key, String value, Function<String, T> reader, T notKnown) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return lost(key, notKnown);
        }
    }

    /** Counts keys as unread that were given up earlier. */
    void giveUp(Collection<String> keys) {
        unread.addAll(keys);
    }

    /** The keys of what could not be read. */
    List<String> unread() {
        return List.copyOf(unread);
    }

    private <T> T lost(String key, T notKnown) {
        unread.add(key);
        return notKnown;
    }
}
