package org.sluice.diagnosis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobChanged;
import org.sluice.jobs.ShortReasons;
import org.sluice.slurm.JobKey;
import org.sluice.web.DaemonThreads;
import org.sluice.web.WorkNotDone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The cause of a failed job in a few words, for lists. It is found in an output that is read as the job's owner, so it is looked for
 * when the owner sees the job in a list or opens it, and shown to the owner alone; everybody else reads what Slurm says.
 */
@Component
class ShortFindings implements ShortReasons {
    private static final Logger log = LoggerFactory.getLogger(ShortFindings.class);
    private static final int MOST_WAITING = 200;
    /** Jobs of one list that are looked into; the next look at the list takes the next. */
    private static final int OF_A_LIST = 5;
    /** After this a job in which nothing was found is looked into again: its output may be readable then. */
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private final FindingRows rows;
    private final BiFunction<Job, Viewer, Explanation> findings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Cache<JobKey, Boolean> lookedInto = Caffeine.newBuilder()
            .expireAfterWrite(AGAIN_AFTER)
            .maximumSize(10_000)
            .build();
    private final ThreadPoolExecutor looks = new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), DaemonThreads.named("short-findings"));

    @Autowired
    ShortFindings(FindingRows rows, Findings findings, ApplicationEventPublisher events, Clock clock) {
        this(rows, findings::of, events, clock);
    }

    ShortFindings(
            FindingRows rows,
            BiFunction<Job, Viewer, Explanation> findings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.findings = findings;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Map<JobKey, String> of(Collection<Job> jobs, Viewer viewer) {
        List<Job> own = jobs.stream().filter(job -> isOf(job, viewer)).toList();
        if (own.isEmpty()) {
            return Map.of();
        }
        Map<JobKey, String> titles = rows.titles(own);
        own.stream()
                .filter(job -> !titles.containsKey(job.key()) && lookedInto.getIfPresent(job.key()) == null)
                .limit(OF_A_LIST)
                .forEach(job -> lookInto(job, viewer));
        return titles;
    }

    /** Keeps what was found for the owner; that nobody knows the cause is not worth a place in a list. */
    void keep(Job job, Viewer viewer, Explanation explanation) {
        if (!isOf(job, viewer) || !job.state().isFailure()) {
            return;
        }
        explanation.findings().stream().filter(Rules::isCause).findFirst().ifPresent(finding -> {
            rows.save(job, finding, clock.instant());
            lookedInto.put(job.key(), true);
        });
    }

    private static boolean isOf(Job job, Viewer viewer) {
        return !job.live() && job.owner().equals(viewer.unixUser());
    }

    private void lookInto(Job job, Viewer viewer) {
        lookedInto.put(job.key(), true);
        try {
            looks.execute(() -> look(job, viewer));
        } catch (RejectedExecutionException full) {
            lookedInto.invalidate(job.key());
        }
    }

    private void look(Job job, Viewer viewer) {
        try {
            keep(job, viewer, findings.apply(job, viewer));
            if (!rows.titles(List.of(job)).isEmpty()) {
                events.publishEvent(new JobChanged(job.state(), job));
            }
        } catch (WorkNotDone later) {
            lookedInto.invalidate(job.key());
        } catch (RuntimeException failed) {
            log.warn("Job {} could not be looked into for {}", job.id(), viewer.login(), failed);
        }
    }

    @PreDestroy
    void stop() {
        looks.shutdownNow();
    }
}
