package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A reboot is under way or asked for. */
@Component
@Order(40)
class Rebooting implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (circumstances.has(NodeState.Flag.REBOOT_ISSUED)) {
            return Optional.of(Hindrance.busy(
                            "It is rebooting",
                            "Slurm has told the node to reboot and waits for its slurmd to come back.",
                            "Nothing has to be done. If it is not back within ResumeTimeout, Slurm sets it down.")
                    .with("State", circumstances.node().state().raw())
                    .with("Reason", circumstances.reason())
                    .with("Said by", circumstances.signed()));
        }
        if (circumstances.has(NodeState.Flag.REBOOT_REQUESTED)) {
            return Optional.of(Hindrance.busy(
                            "It reboots as soon as it is empty",
                            "Somebody asked for a reboot. No new job starts; what runs there ends first.",
                            circumstances.jobs().isEmpty()
                                    ? "It begins within seconds."
                                    : circumstances.whenOneEnds() + " An administrator can cancel the reboot.")
                    .with("State", circumstances.node().state().raw())
                    .with("Reason", circumstances.reason())
                    .with("Said by", circumstances.signed()));
        }
        return Optional.empty();
    }
}
