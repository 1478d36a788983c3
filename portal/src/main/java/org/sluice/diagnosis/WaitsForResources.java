package org.sluice.diagnosis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.cluster.QueuedJob;

/** It is next, and what it asks for is not free. */
final class WaitsForResources implements Rule {
    private static final int NAMED = 3;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.waitsFor("Resources")) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>(List.of(evidence.reason()));
        List<QueuedJob> running = evidence.queue().running();
        running.stream().limit(NAMED).forEach(job -> citations.add(Waits.holder(evidence.queue(), job)));
        citations.addAll(Waits.maintenance(evidence));
        Optional<Instant> start = evidence.queue().expectedStart();
        start.ifPresent(at -> citations.add(Waits.expected(evidence, at)));
        return Optional.of(new Finding(
                name(),
                "It is next in line; what it asks for is in use",
                "It starts as soon as " + Waits.wish(evidence) + " is free in partition "
                        + evidence.job().partition() + "." + Waits.free(evidence) + Waits.maintenanceWords(evidence),
                Confidence.CERTAIN,
                citations,
                Waits.wouldFitNow(evidence)
                        .map(less ->
                                "Wait, or ask for less: " + less + " would fit now, where CPUs and memory are enough.")
                        .orElse(
                                "Wait, or ask for less; a shorter time limit may be fitted in sooner. Another partition may be free."),
                null));
    }
}
