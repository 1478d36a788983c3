package org.sluice.nodes.hindrance;

import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** All GPUs of the node are held by jobs. */
@Component
@Order(160)
class GpusAllGiven implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        long gpus = circumstances.node().gpus();
        if (gpus == 0 || circumstances.node().gpusAllocated() < gpus) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.busy(
                        gpus == 1 ? "Its GPU is given" : "All " + gpus + " GPUs are given",
                        "Jobs without GPUs may still start.",
                        circumstances.whenOneEnds())
                .with(
                        "GresUsed",
                        circumstances.node().gresUsed().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(",")))
                .with("Jobs", String.valueOf(circumstances.jobs().size())));
    }
}
