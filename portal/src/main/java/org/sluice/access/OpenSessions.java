package org.sluice.access;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Tells streams, which outlive the request that opened them, whether their session still stands. */
@Component
public class OpenSessions {
    private final SessionRepository<? extends Session> sessions;
    private final Viewers viewers;

    OpenSessions(SessionRepository<? extends Session> sessions, Viewers viewers) {
        this.sessions = sessions;
        this.viewers = viewers;
    }

    public OpenSession of(Viewer viewer, HttpSession session) {
        String login = viewer.login();
        String id = session.getId();
        return new OpenSession(login, () -> sessions.findById(id) == null ? Optional.empty() : viewers.byLogin(login));
    }
}
