package org.sluice.gpu;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time without a reading, and why.
 *
 * @param until null while it lasts
 * @param why in words for a person
 */
record Gap(Instant from, @Nullable Instant until, String why) {}
