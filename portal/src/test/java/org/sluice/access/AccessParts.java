package org.sluice.access;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of this room for the tests of others, made as the application makes them. */
public final class AccessParts {
    private AccessParts() {}

    public static Audit audit(JdbcClient jdbc, Clock clock) {
        return new Audit(jdbc, clock);
    }

    public static ServiceUsers polling(String unixUser) {
        return new ServiceUsers(unixUser);
    }
}
