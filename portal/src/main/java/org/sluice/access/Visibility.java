package org.sluice.access;

import org.springframework.stereotype.Component;

/** The one rule about other people's jobs; lists, tiles, streams and pages all ask it. */
@Component
public class Visibility {
    /** What people see of each other's jobs. */
    public enum Mode {
        PRIVATE,
        ACCOUNT,
        CLUSTER
    }

    private final Mode mode;

    Visibility(AccessProperties properties) {
        this.mode = properties.visibility();
    }

    /** Whether the viewer may see a job of this owner, charged to this account. */
    public boolean maySee(Viewer viewer, String ownerUnixUser, String account) {
        if (viewer.unixUser().equals(ownerUnixUser) || viewer.isOperator()) {
            return true;
        }
        return switch (mode) {
            case PRIVATE -> false;
            case ACCOUNT -> viewer.accounts().contains(account);
            case CLUSTER -> true;
        };
    }

    /** Whether the viewer sees every job, so that a query need not be narrowed. */
    public boolean seesAll(Viewer viewer) {
        return viewer.isOperator() || mode == Mode.CLUSTER;
    }

    /** Whether a query is to be narrowed to the viewer's accounts rather than to the viewer alone. */
    public boolean seesAccounts() {
        return mode == Mode.ACCOUNT;
    }
}
