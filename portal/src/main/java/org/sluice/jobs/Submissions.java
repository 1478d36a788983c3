package org.sluice.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluice.access.Audit;
import org.sluice.access.Viewer;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SubmissionAnswer;
import org.sluice.remote.AnswerLost;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.JobId;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Submits jobs so that there are never two and never a lost one: the row is written before Slurm is asked, Slurm is
 * asked once, and whatever gave no whole answer is settled by looking, never by asking again.
 */
@Component
public class Submissions {
    /** How long sbatch may take on the head before it is ended there. */
    static final Duration SBATCH_LIMIT = Duration.ofSeconds(60);
    /** After this nothing can still be submitting: the limit, timeout's kill, and the way there. */
    static final Duration GIVE_UP_AFTER = SBATCH_LIMIT.plusSeconds(20);

    /** How the audit names it. */
    static final String ACTION = "sbatch";

    private final SubmissionRows rows;
    private final Slurm slurm;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Submissions(
            SubmissionRows rows,
            Slurm slurm,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.slurm = slurm;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Submits the draft as the viewer; with a key that was pressed before, tells what became of that press. Empty when the key
     * is no key, or somebody else's: the form has to be opened again.
     *
     * @throws InvalidOption when sbatch could not be given the comment; nothing was written or asked then
     */
    public Optional<Submission> submit(Viewer viewer, SubmissionDraft draft) {
        if (!SubmissionKey.isOne(draft.key())) {
            return Optional.empty();
        }
        SbatchOptions options =
                draft.options().with(Option.COMMENT, SubmissionKey.comment(draft.key(), draft.comment()));
        Instant now = clock.instant();
        Submission submission = new Submission(
                draft.key(),
                viewer.login(),
                viewer.unixUser(),
                draft.template(),
                draft.values(),
                draft.script(),
                draft.options().arguments(),
                SubmissionState.SENDING,
                null,
                null,
                draft.inPlaceOf(),
                now,
                now.plus(GIVE_UP_AFTER));
        if (rows.insert(submission)) {
            send(viewer, submission, options);
        }
        return find(draft.key(), viewer);
    }

    /** The submission, if it is the viewer's own. */
    public Optional<Submission> find(String key, Viewer viewer) {
        return rows.find(key).filter(found -> found.unixUser().equals(viewer.unixUser()));
    }

    /** What the viewer last typed into the template's form. */
    public Optional<Map<String, String>> lastValues(Viewer viewer, String template) {
        return rows.last(viewer.unixUser(), template).map(Submission::values);
    }

    /** The viewer's own submission that became this job, whether or not the job has been seen since. */
    Optional<Submission> ofJobId(String jobId, Viewer viewer) {
        return rows.ofJob(viewer.unixUser(), jobId);
    }

    /** The viewer's own submission that this job came from; empty for a job that was submitted in another way. */
    public Optional<Submission> ofJob(Job job, Viewer viewer) {
        return ofJob(job).filter(found -> found.unixUser().equals(viewer.unixUser()));
    }

    /** Jobs the viewer submitted in place of this one, the oldest first. */
    public List<String> inPlaceOf(Job job, Viewer viewer) {
        return rows.inPlaceOf(job, viewer.unixUser());
    }

    Optional<Submission> ofJob(Job job) {
        return SubmissionKey.inComment(job.comment())
                .flatMap(rows::find)
                .filter(found -> found.unixUser().equals(job.owner()));
    }

    private void send(Viewer viewer, Submission submission, SbatchOptions options) {
        try {
            settle(viewer, submission, slurm.submit(viewer.acting(), options, submission.script(), SBATCH_LIMIT));
        } catch (ClusterUnreachable e) {
            notSubmitted(viewer, submission, e.getMessage());
        } catch (AnswerLost e) {
            unclear(viewer, submission, e.getMessage());
        }
    }

    private void settle(Viewer viewer, Submission submission, SubmissionAnswer answer) {
        if (answer instanceof SubmissionAnswer.Accepted accepted) {
            accepted(viewer, submission, accepted.job());
        } else if (answer instanceof SubmissionAnswer.Refused refused) {
            refused(viewer, submission, refused.words());
        } else if (answer instanceof SubmissionAnswer.NotAsked notAsked) {
            notSubmitted(viewer, submission, notAsked.words());
        } else if (answer instanceof SubmissionAnswer.Unclear unclear) {
            unclear(viewer, submission, unclear.words());
        }
    }

    private void accepted(Viewer viewer, Submission submission, JobId job) {
        transaction.executeWithoutResult(status -> {
            if (rows.accepted(submission.key(), job.toString(), clock.instant())) {
                audit.record(viewer, ACTION, "job " + job, Audit.Outcome.DONE, submission.template());
            }
        });
        events.publishEvent(new JobSubmitted(job));
    }

    private void refused(Viewer viewer, Submission submission, String words) {
        transaction.executeWithoutResult(status -> {
            if (rows.refused(submission.key(), words, clock.instant())) {
                audit.record(viewer, ACTION, submission.template(), Audit.Outcome.REFUSED, words);
            }
        });
    }

    private void notSubmitted(Viewer viewer, Submission submission, String words) {
        transaction.executeWithoutResult(status -> {
            if (rows.notSubmitted(submission.key(), words, clock.instant())) {
                audit.record(viewer, ACTION, submission.template(), Audit.Outcome.NOT_DONE, words);
            }
        });
    }

    private void unclear(Viewer viewer, Submission submission, String words) {
        transaction.executeWithoutResult(status -> {
            if (rows.unclear(submission.key(), words)) {
                audit.record(viewer, ACTION, submission.template(), Audit.Outcome.NOT_KNOWN, words);
            }
        });
    }
}
