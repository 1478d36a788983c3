package org.sluice.access;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.stereotype.Component;

/** Signs people in by login and password; what is refused looks the same whether or not the login exists. */
@Component
class Passwords implements AuthenticationProvider {
    private final SignInThrottle throttle;
    private final PasswordChecks checks;

    Passwords(SignInThrottle throttle, PasswordChecks checks) {
        this.throttle = throttle;
        this.checks = checks;
    }

    @Override
    public Authentication authenticate(Authentication tried) {
        String login = tried.getName();
        if (!(tried.getDetails() instanceof SignInPlace place) || !throttle.mayTry(place, login)) {
            throw new LockedException("too many wrong passwords");
        }
        if (!(tried.getCredentials() instanceof String typed) || !checks.isRight(place, login, typed)) {
            throw new BadCredentialsException("login and password do not match");
        }
        throttle.succeeded(place, login);
        UserDetails person =
                User.withUsername(login).password("").authorities("SIGNED_IN").build();
        return UsernamePasswordAuthenticationToken.authenticated(person, null, person.getAuthorities());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
