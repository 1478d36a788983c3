package org.sluice.jobs;

import java.util.HashSet;
import java.util.Set;
import org.sluice.access.Viewer;
import org.sluice.access.Viewers;
import org.sluice.access.Visibility;
import org.sluice.cluster.SnapshotTaken;
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

    /** Whose jobs have changed: visibility depends on nothing else of a job. */
    private record Belonging(String owner, String account) {}

    private final LiveStreams streams;
    private final Viewers viewers;
    private final Visibility visibility;
    private Set<Belonging> changed = new HashSet<>();

    JobNews(LiveStreams streams, Viewers viewers, Visibility visibility) {
        this.streams = streams;
        this.viewers = viewers;
        this.visibility = visibility;
    }

    @EventListener
    void note(JobChanged change) {
        synchronized (this) {
            changed.add(new Belonging(change.job().owner(), change.job().account()));
        }
        streams.publish(JobTopic.of(change.job()), "", login -> true);
    }

    @EventListener
    @Order(AFTER_THE_ARCHIVE)
    void tellLists(SnapshotTaken taken) {
        Set<Belonging> news = takeNews();
        if (!news.isEmpty()) {
            streams.publish(JobTopic.LIST, "", login -> concerns(login, news));
        }
    }

    private synchronized Set<Belonging> takeNews() {
        Set<Belonging> news = changed;
        changed = new HashSet<>();
        return news;
    }

    private boolean concerns(String login, Set<Belonging> news) {
        return viewers.byLogin(login).filter(viewer -> seesOne(viewer, news)).isPresent();
    }

    private boolean seesOne(Viewer viewer, Set<Belonging> news) {
        return news.stream().anyMatch(jobs -> visibility.maySee(viewer, jobs.owner(), jobs.account()));
    }
}
