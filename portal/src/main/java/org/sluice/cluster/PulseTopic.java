package org.sluice.cluster;

import org.sluice.access.LiveTopic;
import org.sluice.access.Viewer;
import org.springframework.stereotype.Component;

/** The live events about the snapshot itself: {@code seen} with the time of each new one, {@code pulse} when it goes well or ill. */
@Component
class PulseTopic implements LiveTopic {
    static final String CHANGED = "pulse";
    static final String SEEN = "seen";

    @Override
    public boolean offers(String topic) {
        return topic.equals(CHANGED) || topic.equals(SEEN);
    }

    @Override
    public boolean mayHear(Viewer viewer, String topic) {
        return true;
    }
}
