package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** All CPUs of the node are held by jobs, even if GPUs are free. */
@Component
@Order(170)
class CpusAllGiven implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        int cpus = circumstances.node().cpus();
        if (cpus == 0 || circumstances.node().cpusAllocated() < cpus) {
            return Optional.empty();
        }
        long free = circumstances.node().gpus() - circumstances.node().gpusAllocated();
        return Optional.of(Hindrance.busy(
                        "All " + cpus + " CPUs are given",
                        free > 0
                                ? free + " of its GPUs are free, but a job needs a CPU too, so nobody can use them."
                                : "A job needs at least one CPU.",
                        circumstances.whenOneEnds())
                .with("CPUAlloc", circumstances.node().cpusAllocated() + " of " + cpus));
    }
}
