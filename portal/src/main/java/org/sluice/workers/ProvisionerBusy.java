package org.sluice.workers;

/** The provisioner is doing something else and did nothing of this call. */
class ProvisionerBusy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvisionerBusy(String why) {
        super(why);
    }
}
