package org.sluice.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says in a sentence that it is too much for now, and when to ask again. */
@ControllerAdvice
class TooMuchAdvice {
    @ExceptionHandler
    ResponseEntity<String> tooMuch(TooMuch refused) {
        return ResponseEntity.status(refused.status())
                .contentType(MediaType.TEXT_PLAIN)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(refused.retryAfter().toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(refused.words() + "\n");
    }
}
