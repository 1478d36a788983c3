package org.sluice.workers;

import org.sluice.access.LiveTopic;
import org.sluice.access.Viewer;
import org.springframework.stereotype.Component;

/** The live event {@code workers}: some machine or what is to become of it has changed. */
@Component
class WorkerTopic implements LiveTopic {
    static final String NAME = "workers";

    @Override
    public boolean offers(String topic) {
        return topic.equals(NAME);
    }

    @Override
    public boolean mayHear(Viewer viewer, String topic) {
        return viewer.isAdministrator();
    }
}
