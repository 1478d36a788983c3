package org.sluice.jobs;

import org.sluice.access.LiveTopic;
import org.sluice.access.Viewer;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Component;

/** The live events of this room: {@code jobs} for the viewer's list, {@code job-4711} for one job. */
@Component
class JobTopic implements LiveTopic {
    static final String LIST = "jobs";
    private static final String ONE = "job-";

    private final Jobs jobs;

    JobTopic(Jobs jobs) {
        this.jobs = jobs;
    }

    static String of(Job job) {
        return ONE + job.id();
    }

    @Override
    public boolean offers(String topic) {
        return topic.equals(LIST) || topic.startsWith(ONE);
    }

    @Override
    public boolean mayHear(Viewer viewer, String topic) {
        if (topic.equals(LIST)) {
            return true;
        }
        try {
            jobs.require(topic.substring(ONE.length()), viewer);
            return true;
        } catch (NotFound e) {
            return false;
        }
    }
}
