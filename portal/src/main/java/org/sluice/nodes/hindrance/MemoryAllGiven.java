package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.slurm.Memory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** All memory of the node is promised to jobs, even if GPUs are free. */
@Component
@Order(180)
class MemoryAllGiven implements HindranceRule {
    /** Less than this is left: no job worth a node fits. */
    private static final Memory LEAST = Memory.ofMebibytes(512);

    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        long free = circumstances.node().memory().mebibytes()
                - circumstances.node().memoryAllocated().mebibytes();
        if (circumstances.node().memory().mebibytes() == 0 || free >= LEAST.mebibytes()) {
            return Optional.empty();
        }
        return Optional.of(Hindrance.busy(
                        "Its memory is given",
                        "Jobs asked for nearly all of it, whether they use it or not; hardly any job fits into what is left.",
                        circumstances.whenOneEnds())
                .with(
                        "AllocMem",
                        circumstances.node().memoryAllocated().mebibytes() + "M of "
                                + circumstances.node().memory().mebibytes() + "M"));
    }
}
