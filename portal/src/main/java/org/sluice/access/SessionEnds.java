package org.sluice.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that nobody has used by hand for a while, or that is too old. Requests made by the page itself
 * (streams, and what they make the page fetch) are not use.
 */
class SessionEnds extends OncePerRequestFilter {
    static final String LIVE_HEADER = "X-Sluice-Live";
    private static final String USED_AT = "sluice.usedAt";
    private static final Duration COARSE = Duration.ofSeconds(30);

    private final AccessProperties properties;
    private final Clock clock;

    SessionEnds(AccessProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    /** Scripts, styles and pictures are the same for everybody. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/web/") || path.startsWith("/webjars/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            Instant now = clock.instant();
            Instant used = session.getAttribute(USED_AT) instanceof Instant at ? at : now;
            Instant made = Instant.ofEpochMilli(session.getCreationTime());
            if (now.isAfter(used.plus(properties.idleAfter())) || now.isAfter(made.plus(properties.longestSession()))) {
                session.invalidate();
            } else if (isByHand(request)
                    && (session.getAttribute(USED_AT) == null
                            || used.plus(COARSE).isBefore(now))) {
                session.setAttribute(USED_AT, now);
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isByHand(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getHeader(LIVE_HEADER) == null && (accept == null || !accept.startsWith("text/event-stream"));
    }
}
