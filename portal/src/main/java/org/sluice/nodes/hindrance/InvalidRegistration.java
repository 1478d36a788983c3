package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** slurmctld refused what the slurmd of the node told of itself. */
@Component
@Order(70)
class InvalidRegistration implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (!circumstances.has(NodeState.Flag.INVALID_REGISTRATION)) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        "Slurm refused its registration",
                        "Its slurmd runs and has registered, but what it reported does not fit slurm.conf.",
                        "Compare slurmd -C on the node with its line in slurm.conf; slurmctld's log names the difference. Mend it, then restart slurmd.")
                .with("State", circumstances.node().state().raw())
                .with("Reason", circumstances.reason()));
    }
}
