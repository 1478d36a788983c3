package org.sluice.remote;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where the head is now: at the configured address, until it has moved. Its host key stays the pinned one. */
@Component
public class CurrentHead {
    private static final Logger log = LoggerFactory.getLogger(CurrentHead.class);

    private final HeadAddress configured;
    private final HeadProof proof;
    private final ObjectProvider<HeadFinder> finder;
    private final Clock clock;
    private volatile Place place;

    private record Place(HeadAddress address, Optional<Instant> since) {}

    CurrentHead(HeadProperties head, HeadProof proof, ObjectProvider<HeadFinder> finder, Clock clock) {
        this.configured = head.address();
        this.proof = proof;
        this.finder = finder;
        this.clock = clock;
        this.place = new Place(configured, Optional.empty());
    }

    public HeadAddress address() {
        return place.address();
    }

    /** When it moved there; empty while it has not moved since the portal started. */
    public Optional<Instant> since() {
        return place.since();
    }

    public HeadAddress configured() {
        return configured;
    }

    /**
     * Goes on with the head at another address, once whoever answers there has proved to be the head.
     *
     * @throws ClusterUnreachable when it has not; the address stays as it was
     */
    public synchronized void moveTo(HeadAddress address) {
        HeadAddress before = place.address();
        if (address.equals(before)) {
            return;
        }
        proof.prove(address);
        place = new Place(address, Optional.of(clock.instant()));
        log.info("The head moved from {} to {}", before, address);
    }

    /** The same failure, with what is done about it: the head did not answer where it was, and is looked for. */
    public ClusterUnreachable unanswered(ClusterUnreachable failure) {
        String words = finder.stream().map(HeadFinder::find).findFirst().orElse("");
        if (words.isEmpty()) {
            return failure;
        }
        String said = String.valueOf(failure.getMessage());
        return new ClusterUnreachable(
                failure.obstacle(), said + (said.endsWith(".") ? " " : ". ") + words, failure.getCause());
    }
}
