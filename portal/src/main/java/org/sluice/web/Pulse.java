package org.sluice.web;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well the portal sees the cluster at this moment.
 *
 * @param observedAt when the snapshot that pages show was taken; null only when there has never been one
 * @param words what to say next to the age, for example {@code slurmctld answers slowly}
 */
public record Pulse(Kind kind, @Nullable Instant observedAt, String words) {
    /** From well to ill: seen just now, seen late, not answering, not seen since the portal started. */
    public enum Kind {
        FRESH,
        SLOW,
        UNREACHABLE,
        NEVER;

        /** The icon that stands for it, so that colour never speaks alone. */
        public String icon() {
            return switch (this) {
                case FRESH -> "dot";
                case SLOW -> "clock";
                case UNREACHABLE -> "unplugged";
                case NEVER -> "question";
            };
        }

        /** The last part of the class {@code pulse-...}. */
        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Pulse {
        if (observedAt == null && kind != Kind.NEVER) {
            throw new IllegalArgumentException("a cluster that is " + kind + " was seen at some time");
        }
    }

    public static Pulse never(String words) {
        return new Pulse(Kind.NEVER, null, words);
    }

    /** Whether pages show an old snapshot and have to say so. */
    public boolean isOut() {
        return kind == Kind.UNREACHABLE || kind == Kind.NEVER;
    }
}
