package org.sluice.cluster.command;

import java.util.List;
import java.util.regex.Pattern;
import org.sluice.slurm.UnreadableWord;

/** {@code scontrol update node}: takes one node out of service, or back. */
public final class ScontrolUpdateNode {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final int LONGEST_REASON = 500;

    private ScontrolUpdateNode() {}

    /**
     * No new job starts on the node.
     *
     * @param reason what everybody reads as the cause; one line
     */
    public static List<String> drain(String node, String reason) {
        return List.of("scontrol", "update", name(node), "state=drain", "reason=" + reason(reason));
    }

    public static List<String> resume(String node) {
        return List.of("scontrol", "update", name(node), "state=resume");
    }

    /** What everybody reads as the cause. */
    static String reason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Say why: everybody who waits for the node reads it.");
        }
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The reason has to be one line of at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }

    /** One node's name: scontrol would take a list, or ALL. */
    static String name(String node) {
        if (!NAME.matcher(node).matches() || node.equalsIgnoreCase("ALL")) {
            throw new UnreadableWord(node, "the name of one node");
        }
        return "nodename=" + node;
    }
}
