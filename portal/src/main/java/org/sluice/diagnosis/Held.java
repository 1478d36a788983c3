package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;

/** Somebody, or Slurm itself, holds it. */
final class Held implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        boolean user = evidence.waitsFor("JobHeldUser");
        boolean admin = evidence.waitsFor("JobHeldAdmin");
        if (!user
                && !admin
                && !evidence.waitsFor("JobHoldMaxRequeue")
                && !evidence.waitsFor("job requeued in held state")
                && !(evidence.waits() && evidence.job().state().isHeld())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        name(),
                        user ? "Its owner holds it" : admin ? "An operator holds it" : "Slurm holds it",
                        user
                                ? "It was submitted with --hold or held later; it keeps its place but does not start."
                                : admin
                                        ? "An operator or administrator holds it; only they can release it."
                                        : "It was put back into the queue and is held there, so that somebody looks at it first.",
                        Confidence.CERTAIN,
                        List.of(evidence.reason(), evidence.state()),
                        (admin ? "Ask an operator to release it: " : "Release it: ") + "scontrol release "
                                + evidence.job().id(),
                        null)
                .withCommands("scontrol release " + evidence.job().id()));
    }
}
