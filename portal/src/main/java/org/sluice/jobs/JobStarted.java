package org.sluice.jobs;

/** A job was seen to have started; said once for each of its runs. */
public record JobStarted(Job job) {}
