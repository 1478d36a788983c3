package org.sluice.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluice.access.ServiceUsers;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.AnswerLost;
import org.sluice.cluster.ClusterUnreachable;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of submissions that got no whole answer, by looking for their key among the jobs of the same
 * user; it never sends anything.
 *
 * <p>A key that stands in the queue is a job. A key that does not, in a picture taken after nothing can still be
 * submitting, is settled as follows: within the time slurmctld keeps ended jobs the queue alone decides; later accounting
 * is asked. Where that user has jobs of that time whose comment accounting does not keep, nobody can tell.
 */
@Component
class SubmissionSettler {
    private static final Logger log = LoggerFactory.getLogger(SubmissionSettler.class);
    /** slurmctld keeps ended jobs for MinJobAge, 300 s unless a site says otherwise (slurm.conf(5)); well within. */
    private static final Duration QUEUE_REMEMBERS = Duration.ofMinutes(4);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final SubmissionRows rows;
    private final Slurm slurm;
    private final ServiceUsers users;
    private final Clock clock;
    private final Map<String, Instant> askedAt = new HashMap<>();

    SubmissionSettler(SubmissionRows rows, Slurm slurm, ServiceUsers users, Clock clock) {
        this.rows = rows;
        this.slurm = slurm;
        this.users = users;
        this.clock = clock;
    }

    @EventListener
    void look(SnapshotTaken taken) {
        List<Submission> open = rows.open();
        if (open.isEmpty()) {
            askedAt.clear();
            return;
        }
        Map<String, QueuedJob> byKey = byKey(taken.now());
        for (Submission submission : open) {
            QueuedJob job = byKey.get(submission.key());
            if (job != null && job.owner().equals(submission.unixUser())) {
                rows.accepted(submission.key(), submittedId(job), clock.instant());
            } else if (taken.now().observedAt().isAfter(submission.giveUpAt())) {
                conclude(submission, taken.now());
            }
        }
    }

    private void conclude(Submission submission, Snapshot picture) {
        if (picture.observedAt().isBefore(submission.createdAt().plus(QUEUE_REMEMBERS))) {
            rows.notSubmitted(
                    submission.key(), "Slurm has no job of this submission. You can submit again.", clock.instant());
        } else if (mayAskAgain(submission.key())) {
            askAccounting(submission);
        }
    }

    private boolean mayAskAgain(String key) {
        Instant now = clock.instant();
        Instant last = askedAt.get(key);
        if (last != null && now.isBefore(last.plus(BETWEEN_QUESTIONS))) {
            return false;
        }
        askedAt.put(key, now);
        return true;
    }

    private void askAccounting(Submission submission) {
        List<AccountedJob> candidates;
        try {
            candidates = slurm
                    .accounted(
                            users.poller(),
                            submission.createdAt().minus(CLOCKS_DIFFER),
                            submission.giveUpAt().plus(CLOCKS_DIFFER))
                    .stream()
                    .filter(job -> job.owner().equals(submission.unixUser()))
                    .filter(job ->
                            job.submittedAt().isAfter(submission.createdAt().minus(CLOCKS_DIFFER)))
                    .toList();
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.info("Submission {} stays unclear: {}", submission.key(), e.getMessage());
            return;
        }
        Optional<AccountedJob> found = candidates.stream()
                .filter(job -> SubmissionKey.inComment(job.comment())
                        .filter(submission.key()::equals)
                        .isPresent())
                .findFirst();
        List<AccountedJob> silent =
                candidates.stream().filter(job -> job.comment().isBlank()).toList();
        if (found.isPresent()) {
            rows.accepted(submission.key(), Long.toString(found.get().id().number()), clock.instant());
        } else if (silent.isEmpty()) {
            rows.notSubmitted(
                    submission.key(), "Slurm has no job of this submission. You can submit again.", clock.instant());
        } else {
            rows.unclear(
                    submission.key(),
                    "Nobody can tell whether Slurm took it: its accounting keeps no comments. It would be one of "
                            + String.join(
                                    ", ",
                                    silent.stream()
                                            .map(job -> job.id().toString())
                                            .toList()) + ".");
        }
    }

    private static Map<String, QueuedJob> byKey(Snapshot picture) {
        Map<String, QueuedJob> byKey = new HashMap<>();
        for (QueuedJob job : picture.jobs()) {
            SubmissionKey.inComment(job.comment()).ifPresent(key -> byKey.put(key, job));
        }
        return byKey;
    }

    /** The id sbatch would have answered: of an array the array's, not a task's. */
    private static String submittedId(QueuedJob job) {
        return Long.toString(job.id().number());
    }
}
