package org.sluice.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** Slows down guessing: after ten wrong passwords a login rests for five minutes. */
@Component
class SignInThrottle {
    static final int TRIES = 10;

    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(10_000)
            .build();

    boolean isResting(String login) {
        AtomicInteger count = failures.getIfPresent(key(login));
        return count != null && count.get() >= TRIES;
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        failures.get(key(event.getAuthentication().getName()), k -> new AtomicInteger())
                .incrementAndGet();
    }

    @EventListener
    void succeeded(AuthenticationSuccessEvent event) {
        failures.invalidate(key(event.getAuthentication().getName()));
    }

    private static String key(String login) {
        return login.toLowerCase(Locale.ROOT);
    }
}
