package org.sluice.gpu;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.cluster.Leader;
import org.sluice.jobs.Jobs;
import org.sluice.web.OwnThread;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes the record of each ended job once no reading can arrive any more. */
@Component
class RecordKeeper {
    private static final String THREAD = "gpu-records-thread";
    private static final Logger log = LoggerFactory.getLogger(RecordKeeper.class);
    private static final int AT_A_TIME = 50;
    /** A node keeps its readings for ten minutes for a portal that was away; after that nothing comes. */
    private static final Duration READINGS_ARRIVE = Duration.ofMinutes(12);

    private final Leader leader;
    private final GpuRecords records;
    private final JobGpus gpus;
    private final Jobs jobs;
    private final Clock clock;

    RecordKeeper(Leader leader, GpuRecords records, JobGpus gpus, Jobs jobs, Clock clock) {
        this.leader = leader;
        this.records = records;
        this.gpus = gpus;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelay = 60_000, initialDelay = 60_000)
    void write() {
        if (!leader.leads()) {
            return;
        }
        Instant now = clock.instant();
        try {
            List<Long> due = records.due(now.minus(READINGS_ARRIVE), AT_A_TIME);
            jobs.byRawId(due)
                    .values()
                    .forEach(job -> records.write(job, gpus.series(job, null), gpus.figures(job), now));
        } catch (DataAccessException e) {
            log.warn("Records of ended jobs wait for the database: {}", e.getMessage());
        }
    }
}
