package org.sluice.access;

/** A person's AdminLevel in Slurm's accounting (sacctmgr(1), "AdminLevel"). */
public enum AdminLevel {
    NONE,
    OPERATOR,
    ADMINISTRATOR;

    public boolean atLeast(AdminLevel other) {
        return compareTo(other) >= 0;
    }
}
