package org.sluice.cluster.command;

import java.util.List;

/** {@code scontrol update node}: takes one node out of service, or back. */
public final class ScontrolUpdateNode {
    private ScontrolUpdateNode() {}

    /**
     * No new job starts on the node.
     *
     * @param reason what everybody reads as the cause; one line
     */
    public static List<String> drain(String node, String reason) {
        return List.of("scontrol", "update", Words.node(node), "state=drain", Words.reason(reason));
    }

    /**
     * The node is gone for Slurm: what runs there is ended.
     *
     * @param reason what everybody reads as the cause; one line
     */
    public static List<String> down(String node, String reason) {
        return List.of("scontrol", "update", Words.node(node), "state=down", Words.reason(reason));
    }

    /** Takes away what drain and down have decided, and their reason. */
    public static List<String> resume(String node) {
        return List.of("scontrol", "update", Words.node(node), "state=resume");
    }

    /** Takes away what drain has decided and leaves a node that is down for another cause as it is. */
    public static List<String> undrain(String node) {
        return List.of("scontrol", "update", Words.node(node), "state=undrain");
    }

    /** As {@link #undrain(String)}, and gives back the reason that stood there before. */
    public static List<String> undrain(String node, String reason) {
        return List.of("scontrol", "update", Words.node(node), "state=undrain", Words.reason(reason));
    }
}
