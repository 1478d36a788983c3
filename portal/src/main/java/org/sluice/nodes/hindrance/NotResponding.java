package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** slurmctld asks, and the slurmd of the node does not answer. */
@Component
@Order(20)
class NotResponding implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (!circumstances.has(NodeState.Flag.NOT_RESPONDING)
                || circumstances.has(NodeState.Flag.POWERED_DOWN)
                || circumstances.has(NodeState.Flag.POWERING_UP)
                || circumstances.has(NodeState.Flag.REBOOT_ISSUED)) {
            return Optional.empty();
        }
        boolean down = circumstances.reasonSays("Not responding");
        return Optional.of(Hindrance.out(
                        "It does not answer",
                        down
                                ? "Its slurmd has not answered for longer than SlurmdTimeout, so slurmctld gave the node up and ended what ran there."
                                : "slurmctld asked its slurmd and has no answer yet. Right after somebody changed the node that lasts a few seconds.",
                        "The machine and its slurmd have to answer again: look whether it is on, reachable from the head (ping, the port of slurmd), and whether slurmd runs.")
                .with("State", circumstances.node().state().raw())
                .with("Reason", circumstances.reason())
                .with("Said by", circumstances.signed()));
    }
}
