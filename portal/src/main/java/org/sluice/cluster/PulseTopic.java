package org.sluice.cluster;

import org.sluice.access.LiveTopic;
import org.sluice.access.Viewer;
import org.springframework.stereotype.Component;

/** The live event {@code pulse}: the cluster was looked at once more, with or without an answer. */
@Component
class PulseTopic implements LiveTopic {
    static final String NAME = "pulse";

    @Override
    public boolean offers(String topic) {
        return topic.equals(NAME);
    }

    @Override
    public boolean mayHear(Viewer viewer, String topic) {
        return true;
    }
}
