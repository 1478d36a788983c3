package org.sluice.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Completes runs that have ended from accounting, and looks again until it is settled: for some seconds after the end
 * accounting can still be wrong. While accounting does not answer it goes on asking. Where accounting answers and does
 * not know the run, or the cluster keeps none, the log of completed jobs (jobcomp) is asked; after that what slurmctld
 * reported last stands, and a run that slurmctld was never seen to end stays without an outcome.
 */
@Component
class JobEnds {
    private static final String THREAD = "job-ends-thread";
    private static final Logger log = LoggerFactory.getLogger(JobEnds.class);
    private static final int AT_A_TIME = 2000;
    private static final int PER_QUESTION = 200;
    /** slurmdbd was seen to be wrong for 2.5 s after the end of a job (22.05). */
    private static final Duration ACCOUNTING_LAGS = Duration.ofSeconds(15);

    private static final String ACCOUNTING = "sacct";
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(15);

    private final Leader leader;
    private final JobRows rows;
    private final JobRecordRows records;
    private final Slurm slurm;
    private final UserNames names;
    private final ServiceUsers users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobEnds(
            Leader leader,
            JobRows rows,
            JobRecordRows records,
            Slurm slurm,
            UserNames names,
            ServiceUsers users,
            ApplicationEventPublisher events,
            Clock clock) {
        this.leader = leader;
        this.rows = rows;
        this.records = records;
        this.slurm = slurm;
        this.names = names;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    @Scheduled(scheduler = THREAD, fixedDelayString = "${sluice.jobs.look-at-ends-every:5s}")
    void complete() {
        if (!leader.leads()) {
            return;
        }
        List<Job> open = rows.unsettled(AT_A_TIME);
        for (int from = 0; from < open.size(); from += PER_QUESTION) {
            complete(open.subList(from, Math.min(open.size(), from + PER_QUESTION)));
        }
    }

    private void complete(List<Job> open) {
        Accounted answer = ask(open);
        for (Job job : open) {
            try {
                complete(job, answer, clock.instant());
            } catch (IllegalArgumentException | DataIntegrityViolationException e) {
                log.error("The end of job {} cannot be written down", job.id(), e);
            }
        }
    }

    private void complete(Job job, Accounted answer, Instant now) {
        AccountedJob end = answer.ends().get(job.key());
        if (end != null && end.isOver()) {
            take(job, end, answer.patience(), now);
        } else if (!rows.forgetStarted(job)
                && job.observedAt().plus(answer.patience()).isBefore(now)) {
            withoutAccounting(job, now);
        }
    }

    /**
     * What accounting answered.
     *
     * @param patience after this a run that is not among the ends is not waited for
     */
    private record Accounted(Map<JobKey, AccountedJob> ends, Duration patience) {
        private static final Duration FOR_EVER = Duration.ofDays(36_500);

        static final Accounted NOTHING = new Accounted(Map.of(), FOR_EVER);
    }

    private Accounted ask(List<Job> open) {
        try {
            return new Accounted(
                    slurm.accounted(users.poller(), open.stream().map(Job::id).toList()).stream()
                            .collect(Collectors.toMap(AccountedJob::key, Function.identity(), (one, later) -> later)),
                    GIVE_UP_AFTER);
        } catch (SlurmRefused e) {
            if (e.saysThereIsNoAccounting()) {
                return new Accounted(Map.of(), ACCOUNTING_LAGS);
            }
            log.warn("The ends of {} runs stay open: {}", open.size(), e.getMessage());
        } catch (ClusterUnreachable | AnswerLost e) {
            log.warn("The ends of {} runs stay open: {}", open.size(), e.getMessage());
        }
        return Accounted.NOTHING;
    }

    /**
     * Takes the end as accounting tells it, and believes it when it has stood unchanged for a while: slurmdbd that was away
     * hears of a job's end before it hears of its steps.
     */
    private void take(Job job, AccountedJob end, Duration patience, Instant now) {
        Job ended = Sighting.ended(job, end, now);
        boolean news = !job.source().equals(ACCOUNTING)
                || !ended.showsTheSameAs(job)
                || !Objects.equals(ended.exitStatus(), job.exitStatus());
        Duration settlesAfter = ended.endedAt() == null ? patience : ACCOUNTING_LAGS;
        boolean settles = !news && job.observedAt().plus(settlesAfter).isBefore(now);
        if (news || settles) {
            rows.save(List.of(ended));
            records.save(job, end, names.canceller(end.state()).orElse(null));
            events.publishEvent(new JobChanged(job.state(), ended));
        }
        if (settles) {
            settle(ended, ACCOUNTING);
        }
    }

    private void settle(Job job, String source) {
        if (rows.settled(job, source)) {
            events.publishEvent(new JobEnded(job));
        }
    }

    private void withoutAccounting(Job job, Instant now) {
        if (!job.state().isTerminal()) {
            Optional<Job> completed = completed(job, now);
            if (completed.isPresent()) {
                rows.save(List.of(completed.get()));
                events.publishEvent(new JobChanged(job.state(), completed.get()));
                settle(completed.get(), "jobcomp");
                return;
            }
        }
        settle(job, job.state().isTerminal() ? job.source() : "nobody");
    }

    private Optional<Job> completed(Job job, Instant now) {
        try {
            return slurm.completed(users.poller(), job.rawId()).stream()
                    .filter(run -> run.owner().equals(job.owner()) && run.name().equals(job.name()))
                    .reduce((earlier, later) -> later)
                    .map(run -> Sighting.completed(job, run, now));
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.info("The log of completed jobs tells nothing of job {}: {}", job.id(), e.getMessage());
            return Optional.empty();
        }
    }
}
