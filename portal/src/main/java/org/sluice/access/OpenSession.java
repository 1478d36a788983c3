package org.sluice.access;

import java.util.Optional;
import java.util.function.Supplier;

/** The session in which a stream was opened, asked again for as long as the stream is open. */
public final class OpenSession {
    private final String login;
    private final Supplier<Optional<Viewer>> now;

    OpenSession(String login, Supplier<Optional<Viewer>> now) {
        this.login = login;
        this.now = now;
    }

    public String login() {
        return login;
    }

    /** The viewer with the rights of this moment; nobody once the session has ended or the account is gone. */
    public Optional<Viewer> viewer() {
        return now.get();
    }
}
