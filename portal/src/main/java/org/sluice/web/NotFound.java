package org.sluice.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What was asked for is not there, or is not the viewer's to see; the answer is the same 404. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
