package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;

class SignInThrottleTests {
    private static final SignInPlace HERE = new SignInPlace("10.0.0.1", "");
    private static final SignInPlace ELSEWHERE = new SignInPlace("10.0.0.2", "");
    private static final SignInPlace KNOWN = new SignInPlace("10.0.0.1", "c0ffee");

    private final MovableClock clock = new MovableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void restsALoginAtAPlaceAfterTenTries() {
        assertThat(tries(HERE, "alice", SignInThrottle.TRIES + 110)).isEqualTo(SignInThrottle.TRIES);
    }

    @Test
    void countsEverySpellingOfALoginTogether() {
        tries(HERE, "Alice", SignInThrottle.TRIES);
        assertThat(throttle.mayTry(HERE, "aLICE")).isFalse();
    }

    @Test
    void keepsNoTextThatIsNobodysLogin() {
        for (int i = 0; i < SignInThrottle.TRIES; i++) {
            throttle.mayTry(HERE, "x".repeat(1 << 20) + i);
        }
        assertThat(throttle.mayTry(HERE, "x".repeat(1 << 20))).isFalse();
        assertThat(throttle.mayTry(HERE, "alice")).isTrue();
    }

    @Test
    void leavesOtherLoginsAlone() {
        tries(HERE, "alice", SignInThrottle.TRIES);
        assertThat(throttle.mayTry(HERE, "bob")).isTrue();
    }

    @Test
    void keepsNobodyOutWhoComesFromElsewhere() {
        tries(HERE, "alice", SignInThrottle.TRIES + 1);
        assertThat(throttle.mayTry(ELSEWHERE, "alice")).isTrue();
    }

    @Test
    void keepsNoKnownBrowserOutAtTheSameAddress() {
        tries(HERE, "alice", SignInThrottle.TRIES + 1);
        for (int i = 0; i <= SignInThrottle.TRIES_AN_ADDRESS; i++) {
            throttle.mayTry(HERE, "login" + i);
        }
        assertThat(throttle.mayTry(KNOWN, "alice")).isTrue();
    }

    @Test
    void restsAnAddressThatTriesManyLogins() {
        int may = 0;
        for (int i = 0; i < SignInThrottle.TRIES_AN_ADDRESS + 50; i++) {
            may += throttle.mayTry(HERE, "login" + i) ? 1 : 0;
        }
        assertThat(may).isEqualTo(SignInThrottle.TRIES_AN_ADDRESS);
    }

    @Test
    void doublesTheWaitWithEachFurtherTry() {
        tries(HERE, "alice", SignInThrottle.TRIES);
        clock.move(SignInThrottle.FIRST_WAIT);
        assertThat(tries(HERE, "alice", 2)).isEqualTo(1);
        clock.move(SignInThrottle.FIRST_WAIT);
        assertThat(throttle.mayTry(HERE, "alice")).isFalse();
        clock.move(SignInThrottle.FIRST_WAIT);
        assertThat(throttle.mayTry(HERE, "alice")).isTrue();
    }

    @Test
    void forgetsWrongPasswordsAfterARightOne() {
        tries(HERE, "alice", SignInThrottle.TRIES - 1);
        throttle.succeeded(HERE, "alice");
        assertThat(tries(HERE, "alice", SignInThrottle.TRIES - 1)).isEqualTo(SignInThrottle.TRIES - 1);
    }

    @Test
    void countsTriesThatComeAtOnceBeforeAnyIsLookedAt() {
        long may = java.util.stream.IntStream.range(0, 120)
                .parallel()
                .filter(guess -> throttle.mayTry(HERE, "alice"))
                .count();
        assertThat(may).isEqualTo(SignInThrottle.TRIES);
    }

    @Test
    void looksAgainLater() {
        tries(HERE, "alice", SignInThrottle.TRIES);
        clock.move(Duration.ofHours(2));
        assertThat(throttle.mayTry(HERE, "alice")).isTrue();
    }

    private int tries(SignInPlace place, String login, int times) {
        int may = 0;
        for (int i = 0; i < times; i++) {
            may += throttle.mayTry(place, login) ? 1 : 0;
        }
        return may;
    }
}
