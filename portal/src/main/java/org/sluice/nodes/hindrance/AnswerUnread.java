package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Some fields of what Slurm says of the node could not be read. */
@Component
@Order(180)
class AnswerUnread implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        if (circumstances.node().unread().isEmpty()) {
            return Optional.empty();
        }
        String fields = String.join(", ", circumstances.node().unread());
        return Optional.of(Hindrance.some(
                "Part of Slurm's answer could not be read",
                "What these fields say of the node is not known, and the figures on this page lack it: " + fields + ".",
                "Tell whoever runs the portal; scontrol show node "
                        + circumstances.node().name() + " shows the fields."));
    }
}
