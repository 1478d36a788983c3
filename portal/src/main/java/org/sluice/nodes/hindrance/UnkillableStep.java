package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A job would not end, and Slurm drained the node. */
@Component
@Order(90)
class UnkillableStep implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (!circumstances.reasonSays("Kill task failed")) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.out(
                        "A job's processes would not end",
                        "Slurm sent them KILL and they were still there after UnkillableStepTimeout: they hang in the kernel, often on a file system or a GPU driver.",
                        "Look for processes in state D on the node; if they stay, reboot it. Then resume the node.")
                .with("Reason", circumstances.reason())
                .with("Said by", circumstances.signed()));
    }
}
