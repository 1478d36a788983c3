package org.sluice.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.slurm.JobKey;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Writes down what each new picture of the queue changes. A job that has left the queue stays, marked as no longer
 * live and not yet settled, until accounting has told its end.
 */
@Component
class JobArchive {
    /** What else listens to a snapshot finds it in the archive. */
    static final int FIRST = 0;

    private final JobRows rows;
    private final ApplicationEventPublisher events;
    private Map<JobKey, Job> live = Map.of();
    private boolean begun;

    JobArchive(JobRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    @EventListener
    @Order(FIRST)
    synchronized void see(SnapshotTaken taken) {
        if (!begun) {
            live = byKey(rows.live());
            begun = true;
        }
        Map<JobKey, Job> seen = new HashMap<>();
        for (QueuedJob queued : taken.now().jobs()) {
            Job job = Sighting.of(queued, taken.now().observedAt());
            seen.put(job.key(), job);
        }
        List<Job> changed = new ArrayList<>();
        List<JobChanged> changes = new ArrayList<>();
        seen.forEach((key, job) -> {
            Job before = live.get(key);
            if (before == null || !before.showsTheSameAs(job)) {
                changed.add(job);
                changes.add(new JobChanged(before == null ? null : before.state(), job));
            }
        });
        rows.save(changed);
        List<Job> gone = live.values().stream()
                .filter(job -> !seen.containsKey(job.key()))
                .toList();
        rows.leftTheQueue(gone, taken.now().observedAt());
        rows.forgetStartedArrays(gone);
        live = seen;
        changes.forEach(events::publishEvent);
        gone.forEach(job -> events.publishEvent(new JobChanged(job.state(), job)));
    }

    private static Map<JobKey, Job> byKey(List<Job> jobs) {
        Map<JobKey, Job> byKey = new HashMap<>();
        jobs.forEach(job -> byKey.put(job.key(), job));
        return byKey;
    }
}
