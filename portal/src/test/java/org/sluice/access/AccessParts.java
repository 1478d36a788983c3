package org.sluice.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parts of this room for the tests of others, made as the application makes them. */
public final class AccessParts {
    private AccessParts() {}

    public static Audit audit(JdbcClient jdbc, Clock clock) {
        return new Audit(jdbc, clock);
    }

    /** The rule that shows people their own jobs alone. */
    public static Visibility privateJobs() {
        return new Visibility(new AccessProperties(
                Path.of("/dev/null"), Visibility.Mode.PRIVATE, Duration.ofHours(8), Duration.ofHours(24)));
    }

    public static ServiceUsers polling(String unixUser) {
        return new ServiceUsers(unixUser, "");
    }

    /** The telemetry user of a running instance. */
    public static ServiceUsers reading(String telemetryUser) {
        return new ServiceUsers("nobody", telemetryUser);
    }

    /** A researcher. */
    public static Viewer viewer(String login, String unixUser) {
        return new Viewer(login, login, unixUser, AdminLevel.NONE, Set.of());
    }

    /** An administrator of the cluster, who has no jobs. */
    public static Viewer administrator(String login) {
        return new Viewer(login, login, login, AdminLevel.ADMINISTRATOR, Set.of());
    }

    /** A session whose viewer is asked for each time. */
    public static OpenSession session(String login, Supplier<Optional<Viewer>> now) {
        return new OpenSession(login, now);
    }
}
