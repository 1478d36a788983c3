package org.sluice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets one address have so many requests answered at once. A live stream counts until it is open: then no thread of the
 * requests' is with it any more, and streams have limits of their own.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class RequestsAtOnce extends OncePerRequestFilter {
    private final LimitsProperties limits;
    private final Counts running = new Counts();

    RequestsAtOnce(LimitsProperties limits) {
        this.limits = limits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = Address.of(request);
        if (!running.take(address, limits.requestsAtOnce())) {
            Refusals.say(
                    request,
                    response,
                    new RequestRefused(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "The portal answers " + limits.requestsAtOnce()
                                    + " requests of your address already; try again in a moment."));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            running.giveBack(address);
        }
    }
}
