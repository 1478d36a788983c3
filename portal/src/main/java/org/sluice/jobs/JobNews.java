package org.sluice.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sluice.access.Viewer;
import org.sluice.access.Viewers;
import org.sluice.access.Visibility;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.web.LiveStreams;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells open pages about jobs that changed: each job's own page at once, lists once a picture and only who may see. */
@Component
class JobNews {
    private final LiveStreams streams;
    private final Viewers viewers;
    private final Visibility visibility;
    private final List<Job> changed = new CopyOnWriteArrayList<>();

    JobNews(LiveStreams streams, Viewers viewers, Visibility visibility) {
        this.streams = streams;
        this.viewers = viewers;
        this.visibility = visibility;
    }

    @EventListener
    void note(JobChanged change) {
        changed.add(change.job());
        streams.publish(JobTopic.of(change.job()), "", login -> true);
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void tellLists(SnapshotTaken taken) {
        List<Job> news = List.copyOf(changed);
        changed.removeAll(news);
        if (!news.isEmpty()) {
            streams.publish(JobTopic.LIST, "", login -> concerns(login, news));
        }
    }

    private boolean concerns(String login, List<Job> news) {
        return viewers.byLogin(login).filter(viewer -> seesOne(viewer, news)).isPresent();
    }

    private boolean seesOne(Viewer viewer, List<Job> news) {
        return news.stream().anyMatch(job -> visibility.maySee(viewer, job.owner(), job.account()));
    }
}
