package org.sluice.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ServiceUsers;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.Leader;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.cluster.UserNames;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.slurm.JobKey;
import org.sluice.web.OwnThread;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Fetches from accounting the runs that the queue never showed to the portal: those of the time before it was there, and
 * those that came and went while it was not looking. It goes forward by an hour at a time and looks at the last
 * minutes again, for accounting is behind.
 */
@Component
class JobCatchUp {
    private static final String THREAD = "job-catch-up-thread";
    private static final Logger log = LoggerFactory.getLogger(JobCatchUp.class);
    private static final Duration AT_A_TIME = Duration.ofHours(1);
    /** How far accounting may be behind; runs that end within it are looked at twice. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final Duration WHEN_CAUGHT_UP = Duration.ofMinutes(1);

    private final Leader leader;
    private final JobRows rows;
    private final JobRecordRows records;
    private final CaughtUp caughtUp;
    private final Slurm slurm;
    private final UserNames names;
    private final ServiceUsers users;
    private final JobsProperties properties;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobCatchUp(
            Leader leader,
            JobRows rows,
            JobRecordRows records,
            CaughtUp caughtUp,
            Slurm slurm,
            UserNames names,
            ServiceUsers users,
            JobsProperties properties,
            ApplicationEventPublisher events,
            Clock clock) {
        this.leader = leader;
        this.rows = rows;
        this.records = records;
        this.caughtUp = caughtUp;
        this.slurm = slurm;
        this.names = names;
        this.users = users;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelayString = "${sluice.jobs.catch-up-every:5s}")
    void goOn() {
        if (!leader.leads()) {
            return;
        }
        Instant now = clock.instant();
        Instant from = caughtUp.until().orElse(now.minus(properties.catchUp()));
        if (from.plus(WHEN_CAUGHT_UP).plus(OVERLAP).isAfter(now)) {
            return;
        }
        Instant until = from.plus(AT_A_TIME).isBefore(now) ? from.plus(AT_A_TIME) : now;
        try {
            take(slurm.accounted(users.poller(), from, until), now);
            caughtUp.moveTo(until.isBefore(now) ? until : until.minus(OVERLAP));
        } catch (ClusterUnreachable | AnswerLost e) {
            log.debug("Runs from {} on are fetched later: {}", from, e.getMessage());
        } catch (SlurmRefused e) {
            if (e.saysThereIsNoAccounting()) {
                caughtUp.moveTo(until);
            } else {
                log.debug("Runs from {} on are fetched later: {}", from, e.getMessage());
            }
        }
    }

    private void take(List<AccountedJob> runs, Instant now) {
        Map<JobKey, AccountedJob> ended = runs.stream()
                .filter(run -> run.endedAt() != null && run.isOver())
                .collect(Collectors.toMap(AccountedJob::key, Function.identity(), (one, later) -> later));
        List<Job> unknown = rows.unknown(
                ended.values().stream().map(run -> Sighting.of(run, now)).toList());
        if (unknown.isEmpty()) {
            return;
        }
        rows.save(unknown);
        for (Job job : unknown) {
            AccountedJob run = ended.get(job.key());
            if (run != null) {
                records.save(job, run, names.canceller(run.state()).orElse(null));
            }
            if (job.endedAt() != null && job.endedAt().plus(OVERLAP).isBefore(now)) {
                if (rows.settled(job, "sacct")) {
                    events.publishEvent(new JobEnded(job));
                }
            }
        }
        log.info("{} runs were fetched from accounting that the queue had not shown", unknown.size());
    }
}
