package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The node is in slurm.conf and has never answered. */
@Component
@Order(10)
class NotRegistered implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        NodeState.Base base = circumstances.node().state().base();
        if (base != NodeState.Base.UNKNOWN && base != NodeState.Base.FUTURE) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        "It has not registered",
                        base == NodeState.Base.FUTURE
                                ? "The node is announced for later: no machine stands behind its name yet."
                                : "slurmctld knows the node from slurm.conf, but its slurmd has not answered since slurmctld started.",
                        base == NodeState.Base.FUTURE
                                ? "A slurmd that registers under this name."
                                : "Start slurmd on it; if it runs, look at its log for why it does not reach slurmctld.")
                .with("State", circumstances.node().state().raw()));
    }
}
