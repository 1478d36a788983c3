package org.sluice.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing. A try is counted before the password is looked at, by its login and the place it comes from, so
 * that nobody's guesses keep anybody else out. After ten tries each one doubles the wait for the next; a right password
 * ends that.
 */
@Component
class SignInThrottle {
    static final int TRIES = 10;
    /** Many people may share an address, and each may mistype. */
    static final int TRIES_AN_ADDRESS = 100;

    static final Duration FIRST_WAIT = Duration.ofSeconds(15);
    private static final int MOST_DOUBLINGS = 6;
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 100_000;

    private record Tries(int count, Instant notBefore) {}

    private final ConcurrentMap<String, Tries> tries = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .<String, Tries>build()
            .asMap();
    private final Clock clock;

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** Counts a try, unless one has to wait; then it says so and counts nothing. */
    boolean mayTry(SignInPlace place, String login) {
        if (!count(key(place, login), TRIES)) {
            return false;
        }
        return place.isKnown() || count(place.address(), TRIES_AN_ADDRESS);
    }

    /** Forgets the tries at this login from this place; the address keeps those at others. */
    void succeeded(SignInPlace place, String login) {
        tries.remove(key(place, login));
        tries.computeIfPresent(
                place.address(), (address, before) -> new Tries(Math.max(0, before.count() - 1), before.notBefore()));
    }

    private boolean count(String key, int free) {
        boolean[] may = {false};
        Instant now = clock.instant();
        tries.compute(key, (same, before) -> {
            may[0] = before == null || !now.isBefore(before.notBefore());
            if (!may[0]) {
                return before;
            }
            int count = before == null ? 1 : before.count() + 1;
            return new Tries(count, count < free ? Instant.EPOCH : now.plus(waitAfter(count - free)));
        });
        return may[0];
    }

    private static Duration waitAfter(int triesTooMany) {
        return FIRST_WAIT.multipliedBy(1L << Math.min(triesTooMany, MOST_DOUBLINGS));
    }

    /** What could be nobody's login is counted as one: it may be a mebibyte of text, and another at each try. */
    private static String key(SignInPlace place, String typed) {
        String login = typed.toLowerCase(Locale.ROOT);
        return place.key() + " " + (LocalAccount.isPlain(login) ? login : SignInOutcome.UNKNOWN);
    }
}
