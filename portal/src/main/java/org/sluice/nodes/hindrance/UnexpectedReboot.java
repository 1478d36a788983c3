package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The machine rebooted by itself. */
@Component
@Order(100)
class UnexpectedReboot implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (!circumstances.reasonSays("unexpectedly rebooted")) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        "It rebooted by itself",
                        "Its slurmd came back with a new boot time that nobody had asked for, so Slurm keeps the node out until somebody has looked.",
                        "Look for the cause (journalctl -b -1, the machine's own log of events, Xid lines); then resume the node.")
                .with("Reason", circumstances.reason())
                .with(
                        "BootTime",
                        circumstances
                                .formats()
                                .exact(circumstances.node().bootedAt().orElse(null)))
                .with("Said by", circumstances.signed()));
    }
}
