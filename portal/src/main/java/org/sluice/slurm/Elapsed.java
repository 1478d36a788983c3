package org.sluice.slurm;

import java.time.Duration;
import java.time.Instant;

/** How long a job had run at a moment, as Slurm counts: without the time it was suspended. */
public record Elapsed(Duration ran, Instant at) {}
