package org.sluice.access;

import org.springframework.security.core.AuthenticationException;

/** So many people sign in, or guess, at once that this try was not looked at. */
class SignInBusy extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    SignInBusy() {
        super("too many passwords are being compared");
    }
}
