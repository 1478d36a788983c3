package org.sluice.access;

import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the viewer behind a signed-in principal; an account that has been removed is nobody. */
@Component
public class Viewers {
    private final LocalAccounts accounts;
    private final Rights rights;

    Viewers(LocalAccounts accounts, Rights rights) {
        this.accounts = accounts;
        this.rights = rights;
    }

    public Optional<Viewer> of(Principal principal) {
        return byLogin(principal.getName());
    }

    /** The viewer of this login, if the account is still there. */
    public Optional<Viewer> byLogin(String login) {
        return accounts.find(login).map(account -> {
            String user = account.unixUser();
            return new Viewer(account.login(), account.name(), user, rights.level(user), rights.accounts(user));
        });
    }
}
