package org.sluice.workers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluice.remote.CurrentHead;
import org.sluice.remote.HeadAddress;

/**
 * Where the head is, for operators.
 *
 * @param since when it was found there; null while it has not moved since the portal started
 * @param refused how many addresses of the provisioner were not followed since then
 * @param lastRefusal why the last of them was not; empty for none
 */
record HeadView(HeadAddress address, @Nullable Instant since, HeadAddress configured, int refused, String lastRefusal) {
    static HeadView of(CurrentHead head, HeadSearch.Refusals refusals) {
        return new HeadView(
                head.address(), head.since().orElse(null), head.configured(), refusals.count(), refusals.last());
    }
}
