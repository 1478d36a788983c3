package org.sluice.nodes;

import org.sluice.slurm.NodeState;
import org.sluice.web.StateLook;

/** The look of each state a node can be in. */
public final class NodeLooks {
    private NodeLooks() {}

    public static StateLook of(NodeState state) {
        String word = state.look().word();
        return switch (state.look()) {
            case IDLE -> new StateLook(word, "idle", "empty");
            case MIXED -> new StateLook(word, "mixed", "half");
            case ALLOCATED -> new StateLook(word, "allocated", "full");
            case DRAINING -> new StateLook(word, "draining", "drain");
            case DRAINED -> new StateLook(word, "drained", "drained");
            case DOWN -> new StateLook(word, "down", "down");
            case NOT_RESPONDING -> new StateLook(word, "silent", "silent");
            case POWERING -> new StateLook(word, "powering", "power");
            case PLANNED -> new StateLook(word, "planned", "calendar");
            case RESERVED -> new StateLook(word, "reserved", "lock");
            case DYNAMIC -> new StateLook(word, "dynamic", "cloud");
            case UNKNOWN -> new StateLook(state.raw().toLowerCase(java.util.Locale.ROOT), "unknown", "question");
        };
    }
}
