package org.sluice.workers;

/** The provisioner said no, or that it failed; the message is its own sentence. */
class ProvisionerRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProvisionerRefused(String why) {
        super(why);
    }
}
