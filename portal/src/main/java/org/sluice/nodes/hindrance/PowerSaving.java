package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.NodeState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The node is switched off, or on its way up or down, as power saving has it. */
@Component
@Order(30)
class PowerSaving implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        NodeState state = circumstances.node().state();
        if (state.has(NodeState.Flag.POWERING_UP)) {
            return Optional.of(Hindrance.busy(
                            "It is powering up",
                            "Slurm has had the node started; jobs begin on it once its slurmd has registered.",
                            "Nothing has to be done. If it has not registered within ResumeTimeout, Slurm sets it down.")
                    .with("State", state.raw()));
        }
        if (state.has(NodeState.Flag.POWERING_DOWN) || state.has(NodeState.Flag.POWER_DOWN)) {
            return Optional.of(Hindrance.busy(
                            "It is powering down",
                            "Slurm switches the node off, because it was idle for long or somebody asked for it.",
                            "Nothing has to be done: once it is off, Slurm may start it again for a job that needs it.")
                    .with("State", state.raw()));
        }
        if (state.has(NodeState.Flag.POWERED_DOWN)) {
            return Optional.of(Hindrance.some(
                            "It is powered down",
                            "The node is off to save power. Slurm starts it by itself for a job that needs it; such a job begins some minutes later.",
                            "Nothing has to be done.")
                    .with("State", state.raw()));
        }
        return Optional.empty();
    }
}
