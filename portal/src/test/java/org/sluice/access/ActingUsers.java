package org.sluice.access;

import org.sluice.Instance;

/** People of the test cluster, as if they had signed in. */
public final class ActingUsers {
    private ActingUsers() {}

    /** Somebody of the instance whose login is the name itself: {@code alice}. */
    public static ActingUser named(String name) {
        return of(Instance.running().unixUser(name), name);
    }

    public static ActingUser of(String unixUser, String login) {
        return new ActingUser(unixUser, login);
    }
}
