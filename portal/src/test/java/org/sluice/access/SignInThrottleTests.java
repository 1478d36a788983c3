package org.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;

class SignInThrottleTests {
    private final SignInThrottle throttle = new SignInThrottle();

    @Test
    void restsALoginAfterTenWrongPasswords() {
        fail("alice", SignInThrottle.TRIES - 1);
        assertThat(throttle.isResting("alice")).isFalse();
        fail("alice", 1);
        assertThat(throttle.isResting("alice")).isTrue();
    }

    @Test
    void countsEverySpellingOfALoginTogether() {
        fail("Alice", SignInThrottle.TRIES);
        assertThat(throttle.isResting("aLICE")).isTrue();
    }

    @Test
    void leavesOtherLoginsAlone() {
        fail("alice", SignInThrottle.TRIES);
        assertThat(throttle.isResting("bob")).isFalse();
    }

    @Test
    void forgetsWrongPasswordsAfterARightOne() {
        fail("alice", SignInThrottle.TRIES - 1);
        throttle.succeeded(
                new AuthenticationSuccessEvent(UsernamePasswordAuthenticationToken.unauthenticated("alice", "right")));
        fail("alice", SignInThrottle.TRIES - 1);
        assertThat(throttle.isResting("alice")).isFalse();
    }

    private void fail(String login, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(new AuthenticationFailureBadCredentialsEvent(
                    UsernamePasswordAuthenticationToken.unauthenticated(login, "wrong"),
                    new BadCredentialsException("wrong")));
        }
    }
}
