package org.sluice.nodes.hindrance;

import java.util.List;
import java.util.Optional;
import org.sluice.slurm.NodeState;

/** What has to be said of a node whose state no rule explains: that nothing is known to be wrong is not that all is well. */
final class Unexplained {
    private Unexplained() {}

    /**
     * Says that the node takes no jobs, or that its state is not understood.
     *
     * @param known what the rules found
     */
    static Optional<Hindrance> of(Circumstances circumstances, List<Hindrance> known) {
        NodeState state = circumstances.node().state();
        boolean explained = known.stream().anyMatch(hindrance -> hindrance.kind() != Hindrance.Kind.SOME);
        if (!state.isUsable() && !explained) {
            return Optional.of(Hindrance.out(
                            "It takes no new jobs",
                            "Slurm reports the node as " + words(state)
                                    + ". The portal has no further explanation of this state.",
                            "The reason below, if somebody gave one, and slurmctld's log say more. An administrator can"
                                    + " resume the node once the cause is gone.")
                    .with("State", state.raw())
                    .with("Reason", circumstances.reason())
                    .with("Said by", circumstances.signed()));
        }
        if (state.has(NodeState.Flag.OTHER)) {
            return Optional.of(Hindrance.some(
                            "Part of its state is not known to the portal",
                            "Slurm reports the node as " + words(state)
                                    + ". One of these words is newer than this portal, so jobs may not start here.",
                            "sinfo(1) of your Slurm explains the word under NODE STATE CODES.")
                    .with("State", state.raw())
                    .with("Reason", circumstances.reason()));
        }
        return Optional.empty();
    }

    private static String words(NodeState state) {
        return state.raw().isEmpty() ? "in a state that could not be read" : state.raw();
    }
}
