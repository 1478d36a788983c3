package org.sluice.cluster;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well the cluster is seen right now.
 *
 * @param lostAt since when questions have gone unanswered; absent while answers come
 * @param why what the last unanswered question met, in words for a person
 */
public record Sight(
        Optional<Snapshot> snapshot,
        Optional<Instant> lostAt,
        @Nullable String why) {
    static final Sight NOTHING_YET = new Sight(Optional.empty(), Optional.empty(), null);

    public boolean isLost() {
        return lostAt.isPresent();
    }

    Sight with(Snapshot taken) {
        return new Sight(Optional.of(taken), Optional.empty(), null);
    }

    Sight lost(Instant at, String reason) {
        return new Sight(snapshot, Optional.of(lostAt.orElse(at)), reason);
    }
}
