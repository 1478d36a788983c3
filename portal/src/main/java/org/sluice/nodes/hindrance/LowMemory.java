package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The node has less memory than slurm.conf promises. */
@Component
@Order(50)
class LowMemory implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (!circumstances.reasonSays("Low RealMemory")) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        "It has less memory than slurm.conf promises",
                        "When its slurmd registered it reported less memory than RealMemory, so Slurm took the node out.",
                        "Mend the memory, or set RealMemory to what slurmd -C prints on it and run scontrol reconfigure; then resume the node.")
                .with("Reason", circumstances.reason())
                .with("RealMemory", circumstances.node().memory().mebibytes() + "M")
                .with("Said by", circumstances.signed()));
    }
}
