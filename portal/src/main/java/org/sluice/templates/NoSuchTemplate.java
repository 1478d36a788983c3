package org.sluice.templates;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The catalogue has no template of this name. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchTemplate extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
