package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nothing that can be looked at says why it ended, or how. */
final class OutcomeNotKnown implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed() && !evidence.outcomeIsOpen()) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>(List.of(evidence.state()));
        evidence.exit().ifPresent(citations::add);
        String problem = evidence.output().problem();
        return Optional.of(new Finding(
                name(),
                evidence.outcomeIsOpen() ? "How it ended is not known" : "Why it failed is not known",
                (evidence.outcomeIsOpen()
                                ? "It has left the queue, and how it ended is not known"
                                        + (evidence.job().settled()
                                                ? "; slurmctld has forgotten it and accounting does not know it."
                                                : " yet.")
                                : "Neither Slurm nor its output says why.")
                        + (problem == null ? "" : " Its output: " + problem),
                Confidence.POSSIBLE,
                citations,
                "Look at its output and at what it wrote elsewhere; submit it again with a script that says what it does (set -x).",
                null));
    }
}
