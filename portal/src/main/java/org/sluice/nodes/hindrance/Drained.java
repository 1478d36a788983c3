package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Somebody drained the node, or Slurm did for a cause that no other rule knows. */
@Component
@Order(110)
class Drained implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        boolean drained = circumstances.has(NodeState.Flag.DRAIN)
                && !circumstances.has(NodeState.Flag.REBOOT_REQUESTED)
                && !circumstances.has(NodeState.Flag.REBOOT_ISSUED);
        if (!drained || SlurmsOwnReasons.explain(circumstances)) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        circumstances.jobs().isEmpty() ? "It is drained" : "It is being drained",
                        circumstances.jobs().isEmpty()
                                ? "Somebody took it out of service: no new job starts on it."
                                : "Somebody takes it out of service: what runs there runs on to its end, and no new job starts.",
                        "An administrator resumes it when the cause is gone.")
                .with("Reason", circumstances.reason())
                .with("Said by", circumstances.signed())
                .with("State", circumstances.node().state().raw()));
    }
}
