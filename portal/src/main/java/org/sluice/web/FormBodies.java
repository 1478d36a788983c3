package org.sluice.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the form of a request before anything else looks at it, and refuses what no form is.
 *
 * <p>Tomcat reads a form when somebody first asks for a field, and waits as long as a byte comes now and then: a few
 * hundred connections that drip hold all threads. Here a form has one deadline from its first byte to its last. One
 * that is not whole yet needs one of few places; one that has come with its request needs none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class FormBodies extends OncePerRequestFilter {
    static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String ALL = "all";
    private static final byte[] NO_BODY = {};

    private final LimitsProperties limits;
    private final LongSupplier nanos;
    private final Counts byAddress = new Counts();
    private final Counts inAll = new Counts();

    @Autowired
    FormBodies(LimitsProperties limits) {
        this(limits, System::nanoTime);
    }

    FormBodies(LimitsProperties limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean hasBody = hasBody(request);
        if (!hasBody && request.getQueryString() == null) {
            chain.doFilter(request, response);
            return;
        }
        FormRequest form;
        try {
            byte[] body = hasBody ? read(request) : NO_BODY;
            form = new FormRequest(request, FormFields.of(request.getQueryString(), body), body);
        } catch (RequestRefused refused) {
            Refusals.say(request, response, refused);
            return;
        }
        chain.doFilter(form, response);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private byte[] read(HttpServletRequest request) {
        if (!HttpMethod.POST.matches(request.getMethod())) {
            throw new RequestRefused(HttpStatus.BAD_REQUEST, "The portal reads the body of a POST request only.");
        }
        if (!isForm(request.getContentType())) {
            throw new RequestRefused(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "The portal reads forms only (" + MediaType.APPLICATION_FORM_URLENCODED_VALUE + ").");
        }
        try {
            FormBody body = new FormBody(request.getInputStream(), request.getContentLengthLong());
            body.readWhatHasCome();
            if (!body.isWhole()) {
                readInOneOfThePlaces(body, Address.of(request));
            }
            return body.bytes();
        } catch (IOException broken) {
            throw new RequestRefused(HttpStatus.REQUEST_TIMEOUT, "The form did not arrive whole; send it again.");
        }
    }

    private static boolean isForm(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(
                            MimeTypeUtils.parseMimeType(contentType));
        } catch (InvalidMimeTypeException unreadable) {
            return false;
        }
    }

    private void readInOneOfThePlaces(FormBody body, String address) throws IOException {
        if (!byAddress.take(address, limits.slowFormsAnAddress())) {
            throw new RequestRefused(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many forms from your address are still on their way; send this one again in a moment.");
        }
        try {
            if (!inAll.take(ALL, limits.slowFormsInAll())) {
                throw new RequestRefused(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Too many forms are still on their way; send this one again in a moment.");
            }
            try {
                readUntilTheDeadline(body);
            } finally {
                inAll.giveBack(ALL);
            }
        } finally {
            byAddress.giveBack(address);
        }
    }

    private void readUntilTheDeadline(FormBody body) throws IOException {
        long begun = nanos.getAsLong();
        body.readMore();
        while (!body.isWhole()) {
            if (nanos.getAsLong() - begun >= DEADLINE.toNanos()) {
                throw new RequestRefused(
                        HttpStatus.REQUEST_TIMEOUT,
                        "The form did not arrive within " + DEADLINE.toSeconds() + " seconds; send it again.");
            }
            body.readMore();
        }
    }
}
