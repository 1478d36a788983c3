/** Streams through the head to the workers' exporters. */
@NullMarked
package org.sluice.cluster.tunnel;

import org.jspecify.annotations.NullMarked;
