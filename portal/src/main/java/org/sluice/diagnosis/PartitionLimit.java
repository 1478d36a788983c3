package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluice.cluster.PartitionRecord;
import org.sluice.slurm.SlurmDuration;

/** Its partition is closed, or does not give what it asks for. */
final class PartitionLimit implements Rule {
    private static final Set<String> REASONS =
            Set.of("PartitionDown", "PartitionInactive", "PartitionTimeLimit", "PartitionNodeLimit", "PartitionConfig");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        String reason = evidence.job().reason().word();
        if (!evidence.waits() || !REASONS.contains(reason)) {
            return Optional.empty();
        }
        PartitionRecord partition = evidence.queue().partition();
        List<Citation> citations = new ArrayList<>(List.of(evidence.reason()));
        if (partition != null) {
            citations.add(new Citation.Field(
                    "Partition.State",
                    partition.state(),
                    "scontrol show partition",
                    evidence.queue().takenAt()));
        }
        if (partition != null && reason.equals("PartitionTimeLimit")) {
            citations.add(new Citation.Field(
                    "Partition.MaxTime",
                    partition.maxTime().toString(),
                    "scontrol show partition",
                    evidence.queue().takenAt()));
            if (evidence.job().timeLimit() != null) {
                citations.add(evidence.field(
                        "TimeLimit", SlurmDuration.format(evidence.job().timeLimit())));
            }
        }
        String name = evidence.job().partition();
        return Optional.of(new Finding(
                        name(),
                        title(reason, name),
                        evidence.job().reason().sentence(),
                        Confidence.CERTAIN,
                        citations,
                        switch (reason) {
                            case "PartitionDown", "PartitionInactive" ->
                                "Wait until an administrator opens it, or submit to another partition: scontrol update JobId="
                                        + evidence.job().id() + " Partition=NAME";
                            case "PartitionTimeLimit" ->
                                "Ask for less time: scontrol update JobId="
                                        + evidence.job().id() + " TimeLimit="
                                        + (partition == null ? "LESS" : partition.maxTime());
                            default ->
                                "Ask for another number of nodes, or wait until nodes that are down or drained come back.";
                        },
                        null)
                .withCommands(
                        "scontrol update JobId=" + evidence.job().id() + " Partition=NAME",
                        "scontrol update JobId=" + evidence.job().id() + " TimeLimit="
                                + (partition == null ? "LESS" : partition.maxTime())));
    }

    private static String title(String reason, String partition) {
        return switch (reason) {
            case "PartitionDown", "PartitionInactive" -> "Partition " + partition + " starts nothing now";
            case "PartitionTimeLimit" -> "Its time limit is longer than partition " + partition + " allows";
            default -> "Partition " + partition + " cannot give it this number of nodes";
        };
    }
}
