package org.sluice.workers;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One machine that is to be started or removed, or was.
 *
 * @param askedBy login of the administrator; null where Slurm asked
 * @param agreed the price an hour that the administrator was shown; null where Slurm asked
 * @param plan the provisioner's plan, once there is one
 * @param price an hour, as the plan has it
 * @param words what is going on, or what came of it
 * @param attempts how often it was begun
 * @param heldUntil until when some portal works on it
 */
record Change(
        long id,
        String node,
        Direction direction,
        @Nullable String askedBy,
        Instant askedAt,
        Stage stage,
        @Nullable BigDecimal agreed,
        @Nullable String plan,
        @Nullable BigDecimal price,
        String currency,
        String words,
        int attempts,
        @Nullable Instant endedAt,
        @Nullable Instant heldUntil) {

    /** Which way it goes. */
    enum Direction {
        START,
        STOP;

        public String word() {
            return this == START ? "start" : "remove";
        }
    }

    /** How far it has come. */
    enum Stage {
        ASKED,
        UNDER_WAY,
        DONE,
        FAILED,
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public boolean isOpen() {
        return stage == Stage.ASKED || stage == Stage.UNDER_WAY;
    }

    boolean isStart() {
        return direction == Direction.START;
    }

    /** Whoever worked on it has not said for a while that it still does. */
    boolean isAbandoned(Instant now) {
        return stage == Stage.UNDER_WAY && (heldUntil == null || heldUntil.isBefore(now));
    }
}
