package org.sluice.reservations;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The latest picture of the cluster has no reservation of this name. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NoSuchReservation extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
