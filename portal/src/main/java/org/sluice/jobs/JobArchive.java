package org.sluice.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.slurm.JobKey;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Writes down what each snapshot of the queue changes. A job that has left the queue stays, marked as no longer live and
 * not yet settled, until {@link JobEnds} has learned its end. Rows that are live in the table and in no snapshot, such as
 * one written at its submission that was over before the next poll, are found by their number and leave too.
 */
@Component
class JobArchive {
    private static final Logger log = LoggerFactory.getLogger(JobArchive.class);

    /** What else listens to a snapshot finds it in the archive. */
    static final int FIRST = 0;

    private final JobRows rows;
    private final ApplicationEventPublisher events;
    private Map<JobKey, Job> known = Map.of();

    JobArchive(JobRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
    }

    @EventListener
    @Order(FIRST)
    synchronized void see(SnapshotTaken taken) {
        Map<JobKey, Job> seen = new HashMap<>();
        for (QueuedJob queued : taken.now().jobs()) {
            Job job = Sighting.of(queued, taken.now().observedAt());
            seen.put(job.key(), job);
        }
        if (taken.before().isEmpty()) {
            known = archived(seen.values());
        }
        List<Job> changed = new ArrayList<>();
        List<Object> news = new ArrayList<>();
        seen.forEach((key, job) -> {
            Job before = known.get(key);
            if (before == null || !before.showsTheSameAs(job)) {
                changed.add(job);
                news.add(new JobChanged(before == null ? null : before.state(), job));
            }
            if (job.startedAt() != null && (before == null || before.startedAt() == null)) {
                news.add(new JobStarted(job));
            }
        });
        rows.save(changed);
        List<Job> gone = known.values().stream()
                .filter(job -> job.live() && !seen.containsKey(job.key()))
                .toList();
        leave(gone, taken.now().observedAt(), news);
        leave(unseen(seen, taken.now()), taken.now().observedAt(), news);
        known = seen;
        news.forEach(events::publishEvent);
    }

    /** What is not new of a queue that is seen for the first time: live rows, and rows of jobs that are over. */
    private Map<JobKey, Job> archived(Collection<Job> seen) {
        Map<JobKey, Job> archived = byKey(rows.live());
        List<Job> over = seen.stream()
                .filter(job -> !job.live() && !archived.containsKey(job.key()))
                .toList();
        archived.putAll(byKey(over));
        rows.unknown(over).forEach(job -> archived.remove(job.key()));
        return archived;
    }

    private void leave(List<Job> gone, Instant at, List<Object> news) {
        rows.leftTheQueue(gone, at);
        for (Job job : gone) {
            rows.forgetStarted(job);
            news.add(new JobChanged(job.state(), job.gone(at)));
        }
    }

    /** Rows that are live and in no snapshot; what was written since this one was asked for is in the next. */
    private List<Job> unseen(Map<JobKey, Job> seen, Snapshot now) {
        long live = seen.values().stream().filter(Job::live).count();
        if (rows.liveCount() == live) {
            return List.of();
        }
        Instant asked = now.observedAt().minus(now.took());
        List<Job> unseen = rows.live().stream()
                .filter(job -> !seen.containsKey(job.key()) && job.observedAt().isBefore(asked))
                .toList();
        if (!unseen.isEmpty()) {
            log.info(
                    "{} jobs stood as live that the queue does not know, such as {}",
                    unseen.size(),
                    unseen.get(0).id());
        }
        return unseen;
    }

    private static Map<JobKey, Job> byKey(List<Job> jobs) {
        Map<JobKey, Job> byKey = new HashMap<>();
        jobs.forEach(job -> byKey.put(job.key(), job));
        return byKey;
    }
}
