package org.sluice.cluster;

/**
 * Says whether this portal acts for all portals of its database: polls Slurm, reads GPUs, completes ended jobs, changes
 * workers.
 */
public interface Leader {
    /**
     * How many times this portal has taken the lead, while it leads; 0 while it does not, or cannot be sure. What was
     * remembered in an earlier term may have been changed by another portal since.
     */
    int term();

    default boolean leads() {
        return term() > 0;
    }
}
