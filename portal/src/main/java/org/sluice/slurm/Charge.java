package org.sluice.slurm;

/**
 * Whose a job is, and what it is charged to.
 *
 * @param owner Unix user
 */
public record Charge(String owner, String account, String partition, String qos) {}
