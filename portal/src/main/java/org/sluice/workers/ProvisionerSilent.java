package org.sluice.workers;

import org.jspecify.annotations.Nullable;

/** The provisioner could not be asked, or its answer had no end: what came of the call is not known. */
class ProvisionerSilent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvisionerSilent(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
