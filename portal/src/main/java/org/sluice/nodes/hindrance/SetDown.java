package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The node is down for a cause that no other rule knows. */
@Component
@Order(120)
class SetDown implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        boolean down = circumstances.node().state().isDown()
                && !(circumstances.reasonSays("Not responding") && notResponding(circumstances))
                && !circumstances.has(NodeState.Flag.INVALID_REGISTRATION)
                && !circumstances.has(NodeState.Flag.REBOOT_ISSUED);
        if (!down || SlurmsOwnReasons.explain(circumstances)) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        "It is down",
                        "Somebody, or Slurm, set it down: no job runs on it.",
                        "An administrator resumes it when the cause is gone. Where ReturnToService is 2 a node that registers comes back by itself, unless it is drained too.")
                .with("Reason", circumstances.reason())
                .with("Said by", circumstances.signed())
                .with("State", circumstances.node().state().raw()));
    }

    private static boolean notResponding(Circumstances circumstances) {
        return new NotResponding().look(circumstances).isPresent();
    }
}
