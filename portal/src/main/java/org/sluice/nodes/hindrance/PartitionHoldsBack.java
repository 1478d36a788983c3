package org.sluice.nodes.hindrance;

import java.util.List;
import java.util.Optional;
import org.sluice.cluster.PartitionRecord;
import org.sluice.nodes.PartitionState;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Every partition of the node starts no jobs. */
@Component
@Order(150)
class PartitionHoldsBack implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        List<PartitionRecord> partitions = circumstances.partitions();
        if (partitions.isEmpty()) {
            return Optional.of(Hindrance.out(
                            "It is in no partition",
                            "Jobs are submitted to partitions, and no partition has this node.",
                            "Add it to the Nodes of a partition in slurm.conf and run scontrol reconfigure.")
                    .with("Partitions", "(none)"));
        }
        List<PartitionRecord> shut = partitions.stream()
                .filter(partition -> PartitionState.of(partition.state())
                        .filter(PartitionState::holdsBack)
                        .isPresent())
                .toList();
        if (shut.isEmpty()) {
            return Optional.empty();
        }
        String names =
                String.join(", ", shut.stream().map(PartitionRecord::name).toList());
        boolean all = shut.size() == partitions.size();
        Hindrance hindrance = new Hindrance(
                all ? Hindrance.Kind.OUT : Hindrance.Kind.SOME,
                "Partition " + names + " starts no jobs",
                "The node itself may be well, but jobs of " + names + " wait while the partition is "
                        + shut.get(0).state() + ".",
                List.of(),
                "An administrator sets the partition UP again.");
        for (PartitionRecord partition : shut) {
            hindrance = hindrance.with("Partition " + partition.name(), "State=" + partition.state());
        }
        return Optional.of(hindrance);
    }
}
