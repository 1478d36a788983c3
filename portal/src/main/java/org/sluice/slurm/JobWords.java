package org.sluice.slurm;

/** What the person who submitted a job wrote: words that may look like anything, and are never read as structure. */
public record JobWords(String name, String comment, String workDir) {}
