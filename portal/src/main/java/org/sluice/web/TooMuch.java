package org.sluice.web;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Somebody, or everybody together, asks for more than the portal gives at a time; they may ask again later. */
public class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String words;
    private final Duration retryAfter;

    private TooMuch(HttpStatus status, String words, Duration retryAfter) {
        super(words);
        this.status = status;
        this.words = words;
        this.retryAfter = retryAfter;
    }

    /** This person or address has what one may have (429). */
    public static TooMuch forOne(String words, Duration retryAfter) {
        return new TooMuch(HttpStatus.TOO_MANY_REQUESTS, words, retryAfter);
    }

    /** All together have what there is (503). */
    public static TooMuch forAll(String words, Duration retryAfter) {
        return new TooMuch(HttpStatus.SERVICE_UNAVAILABLE, words, retryAfter);
    }

    public HttpStatus status() {
        return status;
    }

    /** A sentence for the person who asked. */
    public String words() {
        return words;
    }

    /** When it makes sense to ask again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
