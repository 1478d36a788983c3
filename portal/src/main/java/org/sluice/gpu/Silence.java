package org.sluice.gpu;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a node did not answer, or the portal did not look.
 *
 * @param node empty when the portal did not look at any node
 * @param until null while it lasts
 */
record Silence(String node, Instant since, @Nullable Instant until, String why) {
    boolean concerns(String named) {
        return node.isEmpty() || node.equals(named);
    }

    boolean overlaps(Instant from, Instant end) {
        return since.isBefore(end) && (until == null || until.isAfter(from));
    }
}
