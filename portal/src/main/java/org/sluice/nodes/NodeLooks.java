package org.sluice.nodes;

import java.util.Locale;
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
            case POWERING -> new StateLook(powering(state), "powering", "power");
            case PLANNED -> new StateLook(word, "planned", "calendar");
            case RESERVED ->
                new StateLook(state.has(NodeState.Flag.MAINTENANCE) ? "maintenance" : word, "reserved", "lock");
            case DYNAMIC -> new StateLook(word, "dynamic", "cloud");
            case UNKNOWN -> new StateLook(state.raw().toLowerCase(Locale.ROOT), "unknown", "question");
        };
    }

    /** A node that is off on purpose is not one that is on its way. */
    private static String powering(NodeState state) {
        if (state.has(NodeState.Flag.REBOOT_ISSUED)) {
            return "rebooting";
        }
        if (state.has(NodeState.Flag.POWERING_UP)) {
            return "powering up";
        }
        return state.has(NodeState.Flag.POWERED_DOWN) ? "powered down" : "powering down";
    }
}
