package org.sluice.jobs;

import java.util.HashSet;
import java.util.Set;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.web.Audience;
import org.sluice.web.LiveStreams;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells open pages about jobs that changed: each job's own page immediately, lists once a snapshot and only who may see
 * one of the jobs.
 */
@Component
class JobNews {
    /** After the archive has seen the snapshot. */
    static final int AFTER_THE_ARCHIVE = JobArchive.FIRST + 1;

    private final LiveStreams streams;
    /** Whose jobs have changed: visibility depends on nothing else of a job. */
    private Set<Audience.Belonging> changed = new HashSet<>();

    JobNews(LiveStreams streams) {
        this.streams = streams;
    }

    @EventListener
    void note(JobChanged change) {
        synchronized (this) {
            changed.add(
                    new Audience.Belonging(change.job().owner(), change.job().account()));
        }
        streams.publish(JobTopic.of(change.job()), "");
    }

    @EventListener
    @Order(AFTER_THE_ARCHIVE)
    void tellLists(SnapshotTaken taken) {
        Set<Audience.Belonging> news = takeNews();
        if (!news.isEmpty()) {
            streams.publish(JobTopic.LIST, "", new Audience.MaySeeJobsOf(news));
        }
    }

    private synchronized Set<Audience.Belonging> takeNews() {
        Set<Audience.Belonging> news = changed;
        changed = new HashSet<>();
        return news;
    }
}
