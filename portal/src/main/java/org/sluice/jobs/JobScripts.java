package org.sluice.jobs;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.cluster.Questions;
import org.sluice.cluster.Slurm;
import org.sluice.cluster.SlurmRefused;
import org.springframework.stereotype.Component;

/**
 * The script of a job: as sent, where the viewer sent it through the portal; else as Slurm gives it to the viewer, for as
 * long as it remembers.
 */
@Component
class JobScripts {
    private static final int SECONDS = 15;

    /**
     * A script and where it comes from, or why there is none.
     *
     * @param problem null when there is a text
     */
    record Script(String text, String source, @Nullable String problem) {}

    private final Submissions submissions;
    private final Questions questions;
    private final Slurm slurm;

    JobScripts(Submissions submissions, Questions questions, Slurm slurm) {
        this.submissions = submissions;
        this.questions = questions;
        this.slurm = slurm;
    }

    Script of(Job job, Viewer viewer) {
        return submissions
                .ofJob(job)
                .filter(submission -> submission.unixUser().equals(viewer.unixUser()))
                .map(submission -> new Script(submission.script(), "as sent from here", null))
                .orElseGet(() -> ask(job, viewer));
    }

    private Script ask(Job job, Viewer viewer) {
        try {
            String text = questions
                    .ask(
                            "script of " + job.rawId() + " for " + viewer.unixUser(),
                            () -> slurm.script(viewer.acting(), job.rawId()))
                    .get(SECONDS, TimeUnit.SECONDS);
            return new Script(text, "scontrol write batch_script " + job.id(), null);
        } catch (ExecutionException | CompletionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            return new Script("", "", why instanceof SlurmRefused refused ? refused.words() : why.getMessage());
        } catch (TimeoutException e) {
            return new Script("", "", "Slurm did not give the script within " + SECONDS + " s.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Script("", "", "The portal is stopping.");
        }
    }
}
