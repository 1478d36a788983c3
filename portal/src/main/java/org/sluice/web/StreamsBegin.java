package org.sluice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a stream begin once the thread of its request has left it; one that failed to open is forgotten. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StreamsBegin extends OncePerRequestFilter {
    private static final String ATTRIBUTE = StreamsBegin.class.getName() + ".stream";

    static void expect(HttpServletRequest request, EventStream stream) {
        request.setAttribute(ATTRIBUTE, stream);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(ATTRIBUTE) instanceof EventStream stream) {
                if (request.isAsyncStarted()) {
                    RequestThreads.afterThisRequest(stream::begin);
                } else {
                    stream.abandon();
                }
            }
        }
    }
}
