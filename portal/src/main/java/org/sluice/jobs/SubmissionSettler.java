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
import org.sluice.access.Audit;
import org.sluice.access.ServiceUsers;
import org.sluice.cluster.AccountedJob;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.sluice.cluster.Snapshot;
import org.sluice.cluster.SnapshotTaken;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.slurm.JobId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out what became of submissions that got no whole answer, by looking for their key among the jobs of the same
 * user; it never sends anything.
 *
 * <p>A key that stands in the queue is a job. A key that does not, in a snapshot taken after nothing can still be
 * submitting, is settled as follows: within the time slurmctld keeps ended jobs the queue alone decides; later accounting
 * is asked. Where that user has jobs of that time whose comment accounting does not keep, nobody can tell.
 */
@Component
class SubmissionSettler {
    private static final Logger log = LoggerFactory.getLogger(SubmissionSettler.class);
    /** slurmctld keeps ended jobs for MinJobAge, 300 s unless a site says otherwise (slurm.conf(5)); well within. */
    private static final Duration QUEUE_REMEMBERS = Duration.ofMinutes(4);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);
    private static final int OPEN_PER_PAUSE = 10;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final SubmissionRows rows;
    private final Slurm slurm;
    private final ServiceUsers users;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Instant> askedAt = new HashMap<>();

    SubmissionSettler(
            SubmissionRows rows,
            Slurm slurm,
            ServiceUsers users,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.slurm = slurm;
        this.users = users;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void look(SnapshotTaken taken) {
        List<Submission> open = rows.open();
        if (open.isEmpty()) {
            askedAt.clear();
            return;
        }
        Map<OwnedKey, QueuedJob> marked = marked(taken.now());
        for (Submission submission : open) {
            QueuedJob job = marked.get(new OwnedKey(submission.key(), submission.unixUser()));
            if (job != null) {
                accepted(submission, job.id());
            } else if (taken.now().observedAt().isAfter(submission.giveUpAt())) {
                conclude(submission, taken.now());
            }
        }
    }

    private void conclude(Submission submission, Snapshot snapshot) {
        if (snapshot.observedAt().isBefore(submission.createdAt().plus(QUEUE_REMEMBERS))) {
            notSubmitted(submission);
        } else if (mayAskAgain(submission)) {
            askAccounting(submission);
        }
    }

    /** Seldomer the longer it is open: one that nobody can ever tell must not cost slurmdbd for ever. */
    private boolean mayAskAgain(Submission submission) {
        Instant now = clock.instant();
        Duration pause = Duration.between(submission.createdAt(), now).dividedBy(OPEN_PER_PAUSE);
        Instant last = askedAt.get(submission.key());
        if (last != null
                && now.isBefore(last.plus(pause.compareTo(BETWEEN_QUESTIONS) > 0 ? pause : BETWEEN_QUESTIONS))) {
            return false;
        }
        askedAt.put(submission.key(), now);
        return true;
    }

    private void askAccounting(Submission submission) {
        List<AccountedJob> jobs;
        try {
            jobs = slurm.accounted(
                    users.poller(),
                    submission.createdAt().minus(CLOCKS_DIFFER),
                    submission.giveUpAt().plus(CLOCKS_DIFFER));
        } catch (ClusterUnreachable | AnswerLost | SlurmRefused e) {
            log.info("Submission {} stays unclear: {}", submission.key(), e.getMessage());
            return;
        }
        List<AccountedJob> candidates = jobs.stream()
                .filter(job -> job.owner().equals(submission.unixUser()))
                .filter(job -> job.submittedAt().isAfter(submission.createdAt().minus(CLOCKS_DIFFER)))
                .toList();
        Optional<AccountedJob> found = candidates.stream()
                .filter(job -> SubmissionKey.inComment(job.comment())
                        .filter(submission.key()::equals)
                        .isPresent())
                .findFirst();
        boolean commentsAreKept = jobs.stream().anyMatch(job -> !job.comment().isBlank());
        List<AccountedJob> silent = commentsAreKept ? List.of() : candidates;
        if (found.isPresent()) {
            accepted(submission, found.get().id());
        } else if (silent.isEmpty()) {
            notSubmitted(submission);
        } else {
            unclear(
                    submission,
                    "Nobody can tell whether Slurm took it: its accounting keeps no comments. It would be one of "
                            + String.join(
                                    ", ",
                                    silent.stream()
                                            .map(job -> job.id().toString())
                                            .toList()) + ".");
        }
    }

    private void accepted(Submission submission, JobId job) {
        // The id sbatch would have answered: of an array the array's, not a task's.
        String id = Long.toString(job.number());
        transaction.executeWithoutResult(status -> {
            if (rows.accepted(submission.key(), id, clock.instant())) {
                record(submission, "job " + id, Audit.Outcome.DONE, submission.template());
            }
        });
    }

    private void notSubmitted(Submission submission) {
        String words = "Slurm has no job of this submission. You can submit again.";
        transaction.executeWithoutResult(status -> {
            if (rows.notSubmitted(submission.key(), words, clock.instant())) {
                record(submission, submission.template(), Audit.Outcome.NOT_DONE, words);
            }
        });
    }

    private void unclear(Submission submission, String words) {
        transaction.executeWithoutResult(status -> {
            if (rows.unclear(submission.key(), words)) {
                record(submission, submission.template(), Audit.Outcome.NOT_KNOWN, words);
            }
        });
    }

    private void record(Submission submission, String object, Audit.Outcome outcome, String detail) {
        audit.record(submission.login(), submission.unixUser(), Submissions.ACTION, object, outcome, detail);
    }

    /** A comment is anybody's to write: a key counts only together with the user whose submission it is. */
    private record OwnedKey(String key, String owner) {}

    private static Map<OwnedKey, QueuedJob> marked(Snapshot snapshot) {
        Map<OwnedKey, QueuedJob> marked = new HashMap<>();
        for (QueuedJob job : snapshot.jobs()) {
            SubmissionKey.inComment(job.comment()).ifPresent(key -> marked.put(new OwnedKey(key, job.owner()), job));
        }
        return marked;
    }
}
