package org.sluice.jobs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sluice.cluster.Questions;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.slurm.JobKey;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Learns how many GPUs a waiting job asks for where squeue does not show: with {@code --gpus}, {@code --gpus-per-task} or
 * {@code --gpus-per-socket}. slurmctld is asked once a job, a few at each snapshot and the newest first, and only for
 * partitions that have GPUs.
 */
@Component
class WaitingGpus {
    private static final int AT_EACH_SNAPSHOT = 10;
    private static final Comparator<QueuedJob> NEWEST_FIRST =
            Comparator.comparing(QueuedJob::submittedAt).reversed();

    private final Questions questions;
    private final JobDetails details;
    private final JobRows rows;
    private final ApplicationEventPublisher events;
    private final Set<JobKey> asked = new HashSet<>();
    private boolean begun;

    WaitingGpus(Questions questions, JobDetails details, JobRows rows, ApplicationEventPublisher events) {
        this.questions = questions;
        this.details = details;
        this.rows = rows;
        this.events = events;
    }

    @EventListener
    @Order(JobNews.AFTER_THE_ARCHIVE)
    void see(SnapshotTaken taken) {
        Snapshot now = taken.now();
        Set<String> withGpus = now.nodes().values().stream()
                .filter(node -> node.gpus() > 0)
                .flatMap(node -> node.partitions().stream())
                .collect(Collectors.toSet());
        List<QueuedJob> untold = now.jobs().stream()
                .filter(job -> isUntold(job) && mayAskForGpus(job, withGpus))
                .toList();
        for (QueuedJob job : next(untold)) {
            learn(Sighting.of(job, now.observedAt()));
        }
    }

    private static boolean isUntold(QueuedJob job) {
        return job.state().isWaiting()
                && job.size().gpus() == null
                && job.size().perNode().isEmpty();
    }

    private static boolean mayAskForGpus(QueuedJob job, Set<String> withGpus) {
        return Arrays.stream(job.partition().split(",", -1)).anyMatch(withGpus::contains);
    }

    private synchronized List<QueuedJob> next(List<QueuedJob> untold) {
        if (!begun) {
            asked.addAll(rows.liveWithKnownGpus());
            begun = true;
        }
        asked.retainAll(untold.stream().map(QueuedJob::key).collect(Collectors.toSet()));
        List<QueuedJob> next = untold.stream()
                .filter(job -> !asked.contains(job.key()))
                .sorted(NEWEST_FIRST)
                .limit(AT_EACH_SNAPSHOT)
                .toList();
        next.forEach(job -> asked.add(job.key()));
        return next;
    }

    /** Where slurmctld does not answer, the job is asked about again at a later snapshot. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void learn(Job job) {
        questions.ask("gpus of job " + job.rawId(), () -> details.ask(job)).whenComplete((told, failed) -> {
            if (failed == null && told) {
                events.publishEvent(new JobChanged(job.state(), job));
            } else {
                forget(job.key());
            }
        });
    }

    private synchronized void forget(JobKey key) {
        asked.remove(key);
    }
}
