package org.sluice.workers;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.NodeRecord;
import org.sluice.nodes.NodeLooks;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.NodeState.Flag;
import org.sluice.web.StateLook;

/**
 * A CLOUD node and its machine, side by side.
 *
 * @param node as Slurm has it; null where Slurm has no such node
 * @param open what is being done about it; null for nothing
 * @param note why nothing is done although Slurm waits; empty where it does not wait
 * @param costToday since midnight UTC; null where nothing is known
 */
record Worker(
        Machine machine,
        @Nullable NodeRecord node,
        @Nullable Change open,
        String note,
        @Nullable BigDecimal costToday) {

    public @Nullable StateLook look() {
        return node == null ? null : NodeLooks.of(node.state());
    }

    /** Slurm takes it for powered down, there is no machine, and nothing is on its way. */
    public boolean isStartable() {
        return node != null && open == null && !machine.costs() && DueChange.wantsItGone(node.state());
    }

    /** Slurm uses it, or could: it can be told to give it back. */
    public boolean isRemovable() {
        return node != null
                && !DueChange.wantsItGone(node.state())
                && (!node.state().has(Flag.POWER_DOWN) || isAwaited());
    }

    /** Slurm waits for its slurmd to register. */
    public boolean isAwaited() {
        return node != null && DueChange.wantsItThere(node.state());
    }

    /** In one sentence, what is going on or wrong. */
    public String words() {
        if (node == null) {
            return "Slurm has no such node: add it to slurm.conf with State=CLOUD.";
        }
        if (open != null && !open.words().isEmpty()) {
            return open.words();
        }
        if (open != null) {
            return "To be " + (open.isStart() ? "started" : "removed") + ".";
        }
        if (!note.isEmpty()) {
            return note;
        }
        return machine.words().isEmpty() ? words(node.state()) : machine.words();
    }

    private String words(NodeState state) {
        if (state.has(Flag.POWER_DOWN) && isAwaited()) {
            return "Slurm still waits for it to register, and gives it back after its ResumeTimeout; at once ends that.";
        }
        if (state.has(Flag.POWER_DOWN)) {
            return "Goes when its jobs have ended; no new one starts.";
        }
        if (!machine.costs() && !DueChange.wantsItGone(state) && !DueChange.wantsItThere(state)) {
            return "Slurm counts on it and there is no machine: give it up, then start it again.";
        }
        return machine.state() == Machine.State.LOST ? "It costs, or may cost, and does not answer." : "";
    }
}
