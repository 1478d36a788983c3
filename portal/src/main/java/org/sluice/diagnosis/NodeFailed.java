package org.sluice.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sluice.jobs.Job;
import org.sluice.slurm.JobState.Name;

/** The node it ran on went away. */
final class NodeFailed implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (evidence.ended() && evidence.job().state().name() == Name.NODE_FAIL) {
            return Optional.of(new Finding(
                    name(),
                    "A node failed",
                    "A node of " + evidence.job().nodeList()
                            + " stopped answering Slurm while the job ran there. That is no fault of the job.",
                    Confidence.CERTAIN,
                    List.of(
                            evidence.state(),
                            evidence.field("NodeList", evidence.job().nodeList())),
                    "Submit it again; from its last saved state if it writes any.",
                    Fix.AS_IT_WAS));
        }
        return evidence.job().live() ? previousRun(evidence) : Optional.empty();
    }

    private Optional<Finding> previousRun(Evidence evidence) {
        return evidence.earlier().stream()
                .filter(run -> run.submittedAt().isBefore(evidence.job().submittedAt()))
                .max(Comparator.comparing(Job::submittedAt))
                .filter(run -> run.state().name() == Name.NODE_FAIL)
                .map(run -> new Finding(
                        name(),
                        "A node failed under its previous run",
                        "A node of " + run.nodeList()
                                + " stopped answering Slurm, so Slurm put the job back into the queue by itself.",
                        Confidence.CERTAIN,
                        List.of(new Citation.Field(
                                "State", run.state().raw() + " on " + run.nodeList(), run.source(), run.observedAt())),
                        "Nothing: it starts again by itself, about two minutes after that.",
                        null));
    }
}
