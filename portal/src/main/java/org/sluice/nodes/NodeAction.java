package org.sluice.nodes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sluice.cluster.ScontrolOrder;
import org.sluice.slurm.NodeState;

/** What an administrator can have done to nodes. */
enum NodeAction {
    DRAIN(
            "drain",
            "Drain",
            "drain",
            true,
            "No new job starts on them. What runs there runs on to its end.",
            ScontrolOrder::drain),
    RESUME(
            "resume",
            "Resume",
            "resume",
            false,
            "They take jobs again, and the reason that stands there is taken away.",
            (node, reason) -> ScontrolOrder.resume(node)),
    REBOOT(
            "reboot",
            "Reboot",
            "power",
            true,
            "No new job starts on them. Each reboots as soon as its last job has ended, at once if it is empty, and takes jobs again afterwards.",
            ScontrolOrder::reboot),
    CANCEL_REBOOT(
            "cancel-reboot",
            "Cancel the reboot of",
            "refused",
            false,
            "A reboot that has not begun is taken back. One that has begun cannot be.",
            (node, reason) -> ScontrolOrder.cancelReboot(node)),
    DOWN(
            "down",
            "Set down",
            "down",
            true,
            "Slurm gives them up at once: every job there is ended as NODE_FAIL, and put back into the queue where it may be.",
            ScontrolOrder::down);

    private final String word;
    private final String title;
    private final String icon;
    private final boolean needsReason;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<String, String, ScontrolOrder> order;

    NodeAction(
            String word,
            String title,
            String icon,
            boolean needsReason,
            String meaning,
            BiFunction<String, String, ScontrolOrder> order) {
        this.word = word;
        this.title = title;
        this.icon = icon;
        this.needsReason = needsReason;
        this.meaning = meaning;
        this.order = order;
    }

    static Optional<NodeAction> of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst();
    }

    /** In addresses and in the audit: {@code cancel-reboot}. */
    public String word() {
        return word;
    }

    /** On a button, before the nodes' names: {@code Drain}. */
    public String title() {
        return title;
    }

    /** In a sentence: {@code set down}. */
    public String verb() {
        return title.toLowerCase(Locale.ROOT);
    }

    /** Slurm refuses it, because the node is not in a state that it could change. */
    boolean isPointlessFor(NodeState state) {
        return switch (this) {
            case RESUME -> !state.has(NodeState.Flag.DRAIN) && !state.isDown();
            case CANCEL_REBOOT -> !state.has(NodeState.Flag.REBOOT_REQUESTED);
            case REBOOT -> state.has(NodeState.Flag.REBOOT_REQUESTED) || state.has(NodeState.Flag.REBOOT_ISSUED);
            case DRAIN, DOWN -> false;
        };
    }

    public String icon() {
        return icon;
    }

    public boolean needsReason() {
        return needsReason;
    }

    /** What it does to nodes, in a sentence or two. */
    public String meaning() {
        return meaning;
    }

    /** Nodes take no new jobs after it. */
    public boolean takesOut() {
        return this == DRAIN || this == DOWN || this == REBOOT;
    }

    /** Jobs that run there are ended by it. */
    public boolean endsJobs() {
        return this == DOWN;
    }

    /**
     * The order for scontrol.
     *
     * @throws IllegalArgumentException the reason is missing or cannot be given
     */
    ScontrolOrder order(String node, String reason) {
        return order.apply(node, reason);
    }
}
