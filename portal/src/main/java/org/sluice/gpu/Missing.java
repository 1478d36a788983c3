package org.sluice.gpu;

import java.time.Instant;

/** A time in which nothing was read of a device. */
record Missing(int device, Instant from, Instant until) {}
