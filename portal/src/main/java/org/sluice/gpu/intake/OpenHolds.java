package org.sluice.gpu.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.Snapshots;
import org.sluice.jobs.Job;
import org.sluice.jobs.Jobs;
import org.sluice.jobs.NodeShare;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What Slurm knows of holds that the nodes do not tell: the end of jobs whose node is silent, and, where no prolog notes
 * anything, the positions a job holds (Slurm's IDX), which lead to devices through the node's inventory.
 */
@Component
class OpenHolds {
    private static final Logger log = LoggerFactory.getLogger(OpenHolds.class);
    /** A node that answers tells an end sooner. */
    private static final Duration NODE_TELLS_WITHIN = Duration.ofMinutes(1);
    /** A node that notes holds tells a begin sooner. */
    private static final Duration LOG_TELLS_WITHIN = Duration.ofSeconds(30);

    private final IntervalRows rows;
    private final Snapshots snapshots;
    private final Jobs jobs;
    private final Clock clock;
    private Set<Long> settled = Set.of();

    OpenHolds(IntervalRows rows, Snapshots snapshots, Jobs jobs, Clock clock) {
        this.rows = rows;
        this.snapshots = snapshots;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 15_000)
    void look() {
        try {
            rows.endOfEndedJobs(clock.instant().minus(NODE_TELLS_WITHIN));
            fillIn();
        } catch (DataAccessException e) {
            log.info("Holds wait for the database: {}", e.getMessage());
        }
    }

    private void fillIn() {
        Instant now = clock.instant();
        Set<Long> running = snapshots.latest().map(Snapshot::jobs).orElse(List.of()).stream()
                .filter(job -> job.state().isRunning())
                .map(QueuedJob::rawId)
                .collect(Collectors.toSet());
        Set<Long> open = new HashSet<>(running);
        open.removeAll(settled);
        Set<Long> done = new HashSet<>(running);
        done.retainAll(settled);
        jobs.byRawId(open).values().forEach(job -> {
            Instant started = job.startedAt();
            List<NodeShare> allocation = job.allocation();
            if (started != null && allocation != null && started.isBefore(now.minus(LOG_TELLS_WITHIN))) {
                allocation.forEach(share -> fillIn(job, started, share));
                done.add(job.rawId());
            }
        });
        settled = done;
    }

    private void fillIn(Job job, Instant started, NodeShare share) {
        if (!share.gpuPositions().isEmpty()) {
            rows.fillIn(job.rawId(), share.node(), started, share.gpuPositions());
        }
    }
}
