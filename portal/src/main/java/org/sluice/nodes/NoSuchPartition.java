package org.sluice.nodes;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The latest picture of the cluster has no partition of this name. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchPartition extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
