package org.sluice.cluster.command;

import java.util.List;
import java.util.Optional;

/** {@code getent passwd}: the name behind a Unix user's number. */
public final class GetentPasswd {
    private GetentPasswd() {}

    public static List<String> argv(long uid) {
        return List.of("getent", "passwd", Long.toString(uid));
    }

    /** The name in an answer such as {@code alice:x:1001:1001:Alice:/home/alice:/bin/bash}. */
    public static Optional<String> name(String stdout) {
        int colon = stdout.indexOf(':');
        return colon < 1 ? Optional.empty() : Optional.of(stdout.substring(0, colon));
    }
}
