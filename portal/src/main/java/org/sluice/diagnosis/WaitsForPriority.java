package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.QueuedJob;

/** Jobs that go before it wait as well. */
final class WaitsForPriority implements Rule {
    private static final int NAMED = 3;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.waitsFor("Priority")) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>(List.of(evidence.reason()));
        QueuedJob self = evidence.queue().self();
        if (self != null) {
            citations.add(evidence.field("Priority", self.priority()));
        }
        List<QueuedJob> ahead = evidence.queue().ahead();
        ahead.stream().limit(NAMED).forEach(job -> citations.add(Waits.ahead(evidence.queue(), job)));
        citations.addAll(Waits.maintenance(evidence));
        evidence.queue().expectedStart().ifPresent(at -> citations.add(Waits.expected(evidence, at)));
        return Optional.of(new Finding(
                name(),
                ahead.isEmpty()
                        ? "Other jobs go before it"
                        : ahead.size() == 1 ? "One job goes before it" : ahead.size() + " jobs go before it",
                "Slurm gives a higher priority to "
                        + (ahead.isEmpty() ? "jobs of other partitions" : Waits.count(ahead.size(), "waiting job"))
                        + ", and starts this one earlier only where that delays none of them."
                        + Waits.maintenanceWords(evidence),
                Confidence.CERTAIN,
                citations,
                "A shorter time limit lets Slurm fit it in between (backfill). The longer it waits and the less its account has used"
                        + " lately, the higher its priority.",
                null));
    }
}
