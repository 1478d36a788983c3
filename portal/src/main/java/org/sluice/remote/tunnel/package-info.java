/** Streams through the head to the workers' exporters. */
@NullMarked
package org.sluice.remote.tunnel;

import org.jspecify.annotations.NullMarked;
