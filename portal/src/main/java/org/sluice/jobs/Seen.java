package org.sluice.jobs;

import java.time.Instant;

/**
 * How a job was seen last.
 *
 * @param live still in Slurm's hands: waiting, running or completing
 * @param settled its end has been confirmed and changes no more
 * @param source the command that reported it last
 */
public record Seen(boolean live, boolean settled, String source, Instant observedAt) {}
