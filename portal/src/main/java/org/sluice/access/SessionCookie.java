package org.sluice.access;

import com.google.re2j.Pattern;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves out a session cookie that no session can have: its bytes would reach the database as they are. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class SessionCookie extends OncePerRequestFilter {
    private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f-]{36}");

    private final String name;

    SessionCookie(@Value("${server.servlet.session.cookie.name}") String name) {
        this.name = name;
    }

    /** An error's page looks for the session anew, and so meets the cookie as it came. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public Cookie @Nullable [] getCookies() {
                        Cookie[] all = super.getCookies();
                        return all == null
                                ? null
                                : Arrays.stream(all)
                                        .filter(SessionCookie.this::mayBe)
                                        .toArray(Cookie[]::new);
                    }
                },
                response);
    }

    private boolean mayBe(Cookie cookie) {
        return !cookie.getName().equals(name) || isSessionId(cookie.getValue());
    }

    static boolean isSessionId(@Nullable String value) {
        if (value == null) {
            return false;
        }
        try {
            String id = new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
            return SESSION_ID.matcher(id).matches();
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }
}
