package org.sluice.jobs;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ServiceUsers;
import org.sluice.cluster.Questions;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.slurm.JobState;
import org.sluice.web.LiveStreams;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Learns, once a job is first seen and again when it starts, what the queue does not tell: where its output goes and
 * which GPUs of which nodes it holds. slurmctld forgets both soon after the end; the archive does not.
 */
@Component
class JobDetails {
    private static final Logger log = LoggerFactory.getLogger(JobDetails.class);

    private final Questions questions;
    private final Slurm slurm;
    private final ServiceUsers users;
    private final JobRows rows;
    private final JobRecordRows records;
    private final LiveStreams streams;
    private final Clock clock;

    JobDetails(
            Questions questions,
            Slurm slurm,
            ServiceUsers users,
            JobRows rows,
            JobRecordRows records,
            LiveStreams streams,
            Clock clock) {
        this.questions = questions;
        this.slurm = slurm;
        this.users = users;
        this.rows = rows;
        this.records = records;
        this.streams = streams;
        this.clock = clock;
    }

    @EventListener
    void learn(JobChanged change) {
        Job job = change.job();
        boolean begins = change.before() == null || !change.before().equals(job.state());
        if (begins && seen(job.state())) {
            questions.post("job " + job.rawId() + " " + job.state(), () -> ask(job));
        }
    }

    private static boolean seen(JobState state) {
        return state.isRunning() || state.isSuspended() || state.isTerminal();
    }

    /** Writes down a job that was submitted just now, so that its page is there before the next snapshot. */
    @EventListener
    void firstSight(JobSubmitted submitted) {
        try {
            slurm.job(users.poller(), submitted.id().number()).ifPresent(detail -> {
                Job job = Sighting.of(detail, clock.instant());
                rows.saveNew(job);
                records.save(job, detail);
            });
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.info("Job {} will appear with the next snapshot: {}", submitted.id(), e.getMessage());
        }
    }

    /**
     * Asks for a job and writes down the answer.
     *
     * @return whether slurmctld answered
     */
    boolean ask(Job job) {
        try {
            slurm.job(users.poller(), job).ifPresent(detail -> {
                if (detail.submittedAt().equals(job.submittedAt())) {
                    rows.detail(job, detail, Sighting.shares(detail));
                    records.save(job, detail);
                }
                streams.publish(JobTopic.of(job), "");
            });
            return true;
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.info("Job {} keeps what is known of it: {}", job.id(), e.getMessage());
            return false;
        }
    }
}
