package org.sluice.gpu;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time as charts draw it, in milliseconds since 1970.
 *
 * @param until null while it lasts
 * @param words what to say of it; empty for nothing
 */
record Span(long from, @Nullable Long until, String words) {
    static Span of(Instant from, @Nullable Instant until, String words) {
        return new Span(from.toEpochMilli(), until == null ? null : until.toEpochMilli(), words);
    }

    static Span of(Gap gap) {
        return of(gap.from(), gap.until(), gap.why());
    }
}
