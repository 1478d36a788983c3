package org.sluice.cluster.command;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sluice.slurm.UnreadableWord;

/** {@code scontrol update partition}: what a partition does with jobs. */
public final class ScontrolUpdatePartition {
    /** scontrol(1), "State" of partitions. */
    private static final Set<String> STATES = Set.of("UP", "DOWN", "DRAIN", "INACTIVE");

    private ScontrolUpdatePartition() {}

    public static List<String> state(String partition, String state) {
        if (!STATES.contains(state)) {
            throw new UnreadableWord(state, "UP, DOWN, DRAIN or INACTIVE");
        }
        return List.of(
                "scontrol",
                "update",
                "partitionname=" + Words.name(partition, "the name of a partition"),
                "state=" + state.toLowerCase(Locale.ROOT));
    }
}
