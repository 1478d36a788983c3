package org.sluice.diagnosis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** It was asked to start later, or Slurm lets a requeued job rest. */
final class WaitsForBeginTime implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.waitsFor("BeginTime")) {
            return Optional.empty();
        }
        boolean again = !evidence.earlier().isEmpty();
        Optional<Instant> begins = evidence.queue()
                .expectedStart()
                .or(() -> Optional.ofNullable(evidence.job().times().eligibleAt()));
        List<Citation> citations = new ArrayList<>(List.of(evidence.reason()));
        begins.ifPresent(at -> citations.add(Waits.expected(evidence, at)));
        return Optional.of(new Finding(
                        name(),
                        again ? "It rests before it starts again" : "It was asked to start later",
                        again
                                ? "It was put back into the queue; Slurm waits about two minutes before it starts such a job again."
                                : "Its earliest start (--begin) has not come yet.",
                        Confidence.CERTAIN,
                        citations,
                        "To let it start now: scontrol update JobId="
                                + evidence.job().id() + " StartTime=now",
                        null)
                .withCommands("scontrol update JobId=" + evidence.job().id() + " StartTime=now"));
    }
}
