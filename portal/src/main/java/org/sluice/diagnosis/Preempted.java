package org.sluice.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sluice.jobs.Job;
import org.sluice.slurm.JobState.Name;

/** It had to make room for a job that goes before it. */
final class Preempted implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (evidence.ended() && evidence.job().state().name() == Name.PREEMPTED) {
            return Optional.of(finding(evidence, evidence.job()));
        }
        return evidence.earlier().stream()
                .filter(run -> evidence.job().live()
                        && run.submittedAt().isBefore(evidence.job().submittedAt()))
                .max(Comparator.comparing(Job::submittedAt))
                .filter(run -> run.state().name() == Name.PREEMPTED)
                .map(run -> finding(evidence, run));
    }

    private Finding finding(Evidence evidence, Job run) {
        boolean again = evidence.job().live() || !evidence.earlier().isEmpty();
        return new Finding(
                name(),
                "Preempted",
                "A job of a partition or QOS that goes before this one's (" + run.qos() + ") needed what it held on "
                        + run.nodeList() + "." + (again ? " Slurm put it back into the queue." : ""),
                Confidence.CERTAIN,
                List.of(
                        new Citation.Field("State", run.state().raw(), run.source(), run.observedAt()),
                        new Citation.Field("QOS", run.qos(), run.source(), run.observedAt())),
                again
                        ? "Nothing: it starts again by itself. Let it save its state, so that it loses little each time."
                        : "Submit it again, or under a QOS that is not preempted.",
                again ? null : Fix.AS_IT_WAS);
    }
}
