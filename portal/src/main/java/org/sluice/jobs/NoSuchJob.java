package org.sluice.jobs;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** There is no such job, or it is not the viewer's to see; the answer is the same. */
@ResponseStatus(HttpStatus.NOT_FOUND)
public class NoSuchJob extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
