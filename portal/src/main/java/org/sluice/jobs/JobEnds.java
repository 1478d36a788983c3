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
import org.sluice.cluster.AnswerLost;
import org.sluice.cluster.ClusterUnreachable;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Completes jobs that have ended from accounting, and looks again until it is settled: for some seconds after the end
 * accounting can still be wrong. Where it never knows the job, what the queue showed last stands, and is marked so.
 */
@Component
class JobEnds {
    private static final Logger log = LoggerFactory.getLogger(JobEnds.class);
    private static final int AT_A_TIME = 200;
    /** slurmdbd was seen to be wrong for 2.5 s after the end of a job (22.05). */
    private static final Duration ACCOUNTING_LAGS = Duration.ofSeconds(15);

    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(15);

    private final JobRows rows;
    private final Slurm slurm;
    private final ServiceUsers users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobEnds(JobRows rows, Slurm slurm, ServiceUsers users, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.slurm = slurm;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${sluice.jobs.look-at-ends-every:5s}")
    void complete() {
        List<Job> open = rows.unsettled(AT_A_TIME);
        if (open.isEmpty()) {
            return;
        }
        Map<Long, AccountedJob> accounted = ask(open);
        Instant now = clock.instant();
        for (Job job : open) {
            AccountedJob end = accounted.get(job.rawId());
            if (end != null
                    && end.submittedAt().equals(job.submittedAt())
                    && !end.state().isLive()) {
                take(job, end, now);
            } else if (job.observedAt().plus(GIVE_UP_AFTER).isBefore(now)) {
                rows.settled(job, job.state().isTerminal() ? job.source() : "nobody");
            }
        }
    }

    private Map<Long, AccountedJob> ask(List<Job> open) {
        try {
            return slurm.accounted(users.poller(), open.stream().map(Job::id).toList()).stream()
                    .collect(Collectors.toMap(AccountedJob::rawId, Function.identity(), (one, later) -> later));
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.info("{} ended jobs wait to be completed from accounting: {}", open.size(), e.getMessage());
            return Map.of();
        }
    }

    private void take(Job job, AccountedJob end, Instant now) {
        Job ended = Sighting.ended(job, end, now);
        boolean news = !ended.showsTheSameAs(job) || job.exitStatus() == null;
        if (news) {
            rows.save(List.of(ended));
            events.publishEvent(new JobChanged(job.state(), ended));
        }
        if (ended.endedAt() != null && ended.endedAt().plus(ACCOUNTING_LAGS).isBefore(now)) {
            rows.settled(ended, "sacct");
        }
    }
}
