package org.sluice.gpu.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.Leader;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.Snapshots;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.jobs.NodeShare;
import org.sluice.web.OwnThread;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What Slurm knows of holds that the nodes do not report: the end of jobs whose node is silent, and, where no prolog notes
 * anything, the positions a job holds (Slurm's IDX), which lead to devices through the node's inventory.
 */
@Component
class OpenHolds {
    private static final String THREAD = "gpu-holds-thread";
    private static final Logger log = LoggerFactory.getLogger(OpenHolds.class);
    /** A node that answers reports an end sooner. */
    private static final Duration NODE_TELLS_WITHIN = Duration.ofMinutes(1);
    /**
     * A node that records holds reports a begin sooner. Slurm runs no prolog for a job that is requeued and starts again on
     * the same node within two minutes (seen in 22.05), so that a run can be missing where the node notes all others.
     */
    private static final Duration LOG_TELLS_WITHIN = Duration.ofSeconds(30);

    private final Leader leader;
    private final IntervalRows rows;
    private final Snapshots snapshots;
    private final Jobs jobs;
    private final Clock clock;
    /** Jobs that were looked at, with the start of the run that was. */
    private Map<Long, Instant> settled = Map.of();

    OpenHolds(Leader leader, IntervalRows rows, Snapshots snapshots, Jobs jobs, Clock clock) {
        this.leader = leader;
        this.rows = rows;
        this.snapshots = snapshots;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelay = 15_000)
    void look() {
        if (!leader.leads()) {
            return;
        }
        try {
            rows.endOfEndedJobs(clock.instant().minus(NODE_TELLS_WITHIN));
            fillIn();
        } catch (DataAccessException e) {
            log.info("Holds wait for the database: {}", e.getMessage());
        }
    }

    /** Slurm shows a job for some minutes after its end, so one of seconds is filled in too. */
    private void fillIn() {
        Instant before = clock.instant().minus(LOG_TELLS_WITHIN);
        Set<Long> shown = snapshots.latest().map(Snapshot::jobs).orElse(List.of()).stream()
                .filter(job -> job.state().isRunning() || job.state().isTerminal())
                .map(QueuedJob::rawId)
                .collect(Collectors.toSet());
        Map<Long, Instant> done = new HashMap<>(settled);
        done.keySet().retainAll(shown);
        jobs.byRawId(shown).values().forEach(job -> {
            Instant started = job.startedAt();
            if (started != null && started.isBefore(before) && !started.equals(done.get(job.rawId()))) {
                fillIn(job, started);
                done.put(job.rawId(), started);
            }
        });
        settled = done;
    }

    private void fillIn(Job job, Instant started) {
        List<NodeShare> allocation = job.allocation();
        if (allocation != null) {
            allocation.stream()
                    .filter(share -> !share.gpuPositions().isEmpty())
                    .forEach(share -> rows.fillIn(
                            job.rawId(),
                            share.node(),
                            started,
                            job.live() ? null : job.endedAt(),
                            share.gpuPositions()));
        }
    }
}
