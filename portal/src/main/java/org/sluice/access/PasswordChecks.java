package org.sluice.access;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Compares passwords with their hashes: a few at a time, with a lane of its own for browsers that are known, and for as
 * long where the login does not exist.
 */
@Component
class PasswordChecks {
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int MOST_WAITING = 16;
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final LocalAccounts accounts;
    private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();
    private final Semaphore known = new Semaphore(1, true);
    private final Semaphore others = new Semaphore(AT_ONCE, true);

    PasswordChecks(LocalAccounts accounts) {
        this.accounts = accounts;
    }

    /** @throws SignInBusy when too many passwords are being compared already */
    boolean isRight(SignInPlace place, String login, String typed) {
        Semaphore lane = place.isKnown() ? known : others;
        enter(lane);
        try {
            Optional<LocalAccount> account = accounts.find(login);
            String hash = account.map(LocalAccount::password).orElseGet(() -> accounts.hashToCompareWith(login));
            boolean matches = encoder.matches(typed, hash);
            return matches && account.isPresent();
        } finally {
            lane.release();
        }
    }

    private static void enter(Semaphore lane) {
        try {
            if (lane.getQueueLength() >= MOST_WAITING || !lane.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SignInBusy();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SignInBusy();
        }
    }
}
