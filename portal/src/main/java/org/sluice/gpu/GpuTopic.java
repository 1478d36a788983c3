package org.sluice.gpu;

import java.util.List;
import org.sluice.access.LiveTopic;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.jobs.Jobs;
import org.sluice.web.LiveStreams;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The live events of this room: {@code gpus-job-4711}, by Slurm's raw number, and {@code gpus-node-a1}: there are new
 * readings.
 */
@Component
class GpuTopic implements LiveTopic {
    private static final String JOB = "gpus-job-";
    private static final String NODE = "gpus-node-";

    private final Jobs jobs;
    private final Visibility visibility;
    private final LiveStreams streams;

    GpuTopic(Jobs jobs, Visibility visibility, LiveStreams streams) {
        this.jobs = jobs;
        this.visibility = visibility;
        this.streams = streams;
    }

    static String ofJob(long rawId) {
        return JOB + rawId;
    }

    static String ofNode(String name) {
        return NODE + name;
    }

    @Override
    public boolean offers(String topic) {
        return topic.startsWith(JOB) || topic.startsWith(NODE);
    }

    @Override
    public boolean mayHear(Viewer viewer, String topic) {
        return topic.startsWith(NODE) || maySee(viewer, topic.substring(JOB.length()));
    }

    private boolean maySee(Viewer viewer, String rawId) {
        return rawId.matches("\\d{1,10}")
                && jobs.byRawId(List.of(Long.valueOf(rawId))).values().stream()
                        .anyMatch(job -> visibility.maySee(viewer, job.owner(), job.account()));
    }

    @EventListener
    void announce(ReadingsTaken taken) {
        streams.publish(ofNode(taken.node()), "");
        taken.rawJobIds().forEach(job -> streams.publish(ofJob(job), ""));
    }
}
