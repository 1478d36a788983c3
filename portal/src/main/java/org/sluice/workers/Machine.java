package org.sluice.workers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a CLOUD node runs on, or could.
 *
 * @param kind the provisioner's short word for its sort: {@code a100x4}
 * @param title the sort as people read it
 * @param price an hour, in {@code currency}; null where it is not known
 * @param since since when it is in this state, where the provisioner tells
 * @param words what is going on with it; empty for nothing
 */
record Machine(
        String node,
        String kind,
        String title,
        State state,
        @Nullable BigDecimal price,
        String currency,
        @Nullable Instant since,
        String words) {

    /** What the provisioner says of it. */
    enum State {
        ABSENT,
        STARTING,
        RUNNING,
        STOPPING,
        /** It costs, or may cost, and does not answer. */
        LOST,
        UNKNOWN;

        static State of(String word) {
            for (State state : values()) {
                if (state.name().equals(word.toUpperCase(Locale.ROOT))) {
                    return state;
                }
            }
            return UNKNOWN;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Machine of(Line line) {
        return new Machine(
                line.text("node"),
                line.text("kind"),
                line.text("title").isEmpty() ? line.text("kind") : line.text("title"),
                State.of(line.text("state")),
                line.price("price_per_hour"),
                line.text("currency"),
                line.time("since"),
                line.text("words"));
    }

    /** Somebody pays for it, or may. */
    public boolean costs() {
        return state != State.ABSENT && state != State.UNKNOWN;
    }
}
