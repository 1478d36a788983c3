package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The prolog or epilog ended with an error, and Slurm drained the node. */
@Component
@Order(80)
class PrologFailed implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        boolean prolog = circumstances.reasonSays("Prolog error") || circumstances.reasonSays("prolog failed");
        boolean epilog = circumstances.reasonSays("Epilog error");
        if (!prolog && !epilog) {
            return Optional.empty();
        }
        String which = prolog ? "prolog" : "epilog";
        return Optional.of(Hindrance.out(
                        "The " + which + " failed",
                        "The site's " + which + " ended with an error on this node, so Slurm drained it"
                                + (prolog ? " and put the job back, held." : "."),
                        "Read slurmd's log on the node and run the " + which
                                + " by hand there; when it succeeds, resume the node.")
                .with("Reason", circumstances.reason())
                .with("Said by", circumstances.signed()));
    }
}
