package org.sluice.nodes;

import java.util.Arrays;
import java.util.Optional;

/** What a partition can be set to, and what that means for jobs (scontrol(1), "State" of partitions). */
public enum PartitionState {
    UP("New jobs are taken, and jobs start."),
    DRAIN("New jobs are refused. Jobs that wait already still start, and running jobs run on."),
    DOWN("New jobs are taken and wait. None starts; running jobs run on."),
    INACTIVE("New jobs are refused, and none starts. Running jobs run on.");

    private final String meaning;

    PartitionState(String meaning) {
        this.meaning = meaning;
    }

    /** The state of this name; empty for a word that Slurm does not use. */
    public static Optional<PartitionState> of(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(word))
                .findFirst();
    }

    public String meaning() {
        return meaning;
    }

    /** Jobs that wait for the partition go on waiting, however much is free. */
    public boolean holdsBack() {
        return this == DOWN || this == INACTIVE;
    }
}
