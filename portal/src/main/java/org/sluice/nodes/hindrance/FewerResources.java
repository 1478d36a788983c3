package org.sluice.nodes.hindrance;

import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The node has fewer CPUs, GPUs or other resources than slurm.conf promises. */
@Component
@Order(60)
class FewerResources implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        boolean lower = circumstances.reasonSays("Low socket*core*thread")
                || circumstances.reasonSays("Low CPUs")
                || circumstances.reasonSays("Low TmpDisk")
                || circumstances.reasonSays("count reported lower than configured")
                || circumstances.reasonSays("count too low");
        if (!lower) {
            return Optional.empty();
        }
        boolean gpus = circumstances.reasonSays("gpu");
        return Optional.of(Hindrance.out(
                        gpus ? "A GPU is missing" : "It has less than slurm.conf promises",
                        gpus
                                ? "When its slurmd registered it found fewer GPUs than slurm.conf and gres.conf promise, so Slurm took the node out."
                                : "When its slurmd registered it reported less than slurm.conf promises, so Slurm took the node out.",
                        gpus
                                ? "Look with nvidia-smi -L and dmesg for a GPU that fell off the bus; often a reboot brings it back. Then resume the node."
                                : "Compare slurmd -C on the node with its line in slurm.conf, mend one of them, run scontrol reconfigure, then resume the node.")
                .with("Reason", circumstances.reason())
                .with(
                        "Gres",
                        circumstances.node().gres().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(",")))
                .with("CPUs", String.valueOf(circumstances.node().cpus()))
                .with("Said by", circumstances.signed()));
    }
}
