package org.sluice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps requests for assets away from sessions, which live in the database: every request Spring MVC serves would else
 * read one. It marks the request as one that the session filter has seen, which is how that filter tells.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class AssetsWithoutSession extends OncePerRequestFilter {
    private static final String SEEN =
            SessionRepositoryFilter.class.getName() + OncePerRequestFilter.ALREADY_FILTERED_SUFFIX;

    static boolean isAsset(HttpServletRequest request) {
        return isAsset(request.getRequestURI());
    }

    /** Whether a path, without the context's, is that of a static file. */
    static boolean isAsset(String path) {
        return path.startsWith("/web/") || path.startsWith("/webjars/");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isAsset(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(SEEN, true);
        chain.doFilter(request, response);
    }
}
