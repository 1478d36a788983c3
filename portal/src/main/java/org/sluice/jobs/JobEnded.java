package org.sluice.jobs;

/** How a run ended is known and changes no more, or it is certain that nobody knows; said once for each run. */
public record JobEnded(Job job) {}
