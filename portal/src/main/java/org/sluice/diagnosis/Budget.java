package org.sluice.diagnosis;

import java.time.Duration;

/** How much one search through an output may cost, in characters and in time; it is over too when nobody waits for it. */
final class Budget {
    static final long CHARACTERS = 16L << 20;
    static final Duration TIME = Duration.ofSeconds(5);

    /** It is used up. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("the search has cost what it may", null, false, false);
        }
    }

    private final long deadline;
    private long left;
    private boolean spent;

    Budget(long characters, Duration time) {
        this.left = characters;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    static Budget usual() {
        return new Budget(CHARACTERS, TIME);
    }

    /** @throws Spent when so much is not left */
    void spend(long characters) {
        left -= characters;
        if (spent
                || left < 0
                || System.nanoTime() - deadline > 0
                || Thread.currentThread().isInterrupted()) {
            spent = true;
            throw new Spent();
        }
    }

    /** Whether somebody was refused something. */
    boolean isSpent() {
        return spent;
    }
}
