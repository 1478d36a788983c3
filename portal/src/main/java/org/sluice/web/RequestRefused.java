package org.sluice.web;

import org.springframework.http.HttpStatus;

/** A request that goes no further, with the status and the sentence of its answer. */
class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String sentence;

    RequestRefused(HttpStatus status, String sentence) {
        super(sentence);
        this.status = status;
        this.sentence = sentence;
    }

    HttpStatus status() {
        return status;
    }

    String sentence() {
        return sentence;
    }
}
