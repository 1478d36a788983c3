package org.sluice.nodes;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sluice.access.Viewer;
import org.sluice.cluster.Questions;
import org.sluice.cluster.Slurm;
import org.springframework.stereotype.Component;

/** Settings of slurmctld, asked when a page needs one. */
@Component
class Settings {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Slurm slurm;
    private final Questions questions;

    Settings(Slurm slurm, Questions questions) {
        this.slurm = slurm;
        this.questions = questions;
    }

    /** The setting; empty where it is not set, null where Slurm did not say in time. */
    @Nullable
    String of(Viewer viewer, String key) {
        try {
            return questions
                    .ask("setting " + key + " " + viewer.unixUser(), () -> slurm.setting(viewer.acting(), key))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }
}
