package org.sluice.cluster.command;

import java.util.List;

/**
 * {@code scontrol update node} with a power state: has Slurm wait for a CLOUD node's machine, or give it back (scontrol(1),
 * "State"; seen in 22.05).
 */
public final class ScontrolPowerNode {
    private ScontrolPowerNode() {}

    /** Slurm runs ResumeProgram and waits for the node to register. */
    public static List<String> up(String node) {
        return List.of("scontrol", "update", Words.node(node), "state=power_up");
    }

    /** No new job starts on the node; when what runs there has ended, Slurm runs SuspendProgram. */
    public static List<String> downWhenIdle(String node, String reason) {
        return down(node, "power_down_asap", reason);
    }

    /** Jobs on the node end or are queued again, and it counts as powered down: for a machine that is gone. */
    public static List<String> downNow(String node, String reason) {
        return down(node, "power_down_force", reason);
    }

    private static List<String> down(String node, String state, String reason) {
        return List.of("scontrol", "update", Words.node(node), "state=" + state, Words.reason(reason));
    }
}
