package org.sluice.jobs;

import org.jspecify.annotations.Nullable;
import org.sluice.slurm.JobState;

/** A job was seen for the first time or shows something new; {@code before} is null at first sight. */
public record JobChanged(@Nullable JobState before, Job job) {}
