package org.sluice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Says plainly that the portal's own database does not answer, on a page that needs nothing of it. It stands before
 * sessions and sign-in, which both live in that database; while it is known to be away nobody waits for it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class DatabaseAwayFilter extends OncePerRequestFilter {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final DatabaseWatch database;
    private final ITemplateEngine templates;

    DatabaseAwayFilter(DatabaseWatch database, ITemplateEngine templates) {
        this.database = database;
        this.templates = templates;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return AssetsWithoutSession.isAsset(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (database.awaySince().isPresent()) {
            say(request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            if (response.isCommitted() || !database.isToBlameFor(failed)) {
                throw failed;
            }
            response.reset();
            say(request, response);
        }
    }

    private void say(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> words =
                Map.of("since", database.awaySince().orElseGet(Instant::now), "requestId", RequestIdFilter.of(request));
        WebContext page = new WebContext(
                JakartaServletWebApplication.buildApplication(request.getServletContext())
                        .buildExchange(request, response),
                Locale.ENGLISH,
                words);
        byte[] html = templates.process("error/database", page).getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(RequestIdFilter.HEADER, RequestIdFilter.of(request));
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8).toString());
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }
}
