package org.sluice.cluster.command;

import java.util.regex.Pattern;
import org.sluice.slurm.UnreadableWord;

/** Single words that a person's wish becomes on scontrol's command line; what scontrol would read otherwise is refused. */
final class Words {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final int LONGEST_REASON = 500;

    private Words() {}

    /** One node's name: scontrol would take a list, or ALL. */
    static String node(String node) {
        return "nodename=" + nodeName(node);
    }

    static String nodeName(String node) {
        if (!NAME.matcher(node).matches() || node.equalsIgnoreCase("ALL")) {
            throw new UnreadableWord(node, "the name of one node");
        }
        return node;
    }

    /** A name that scontrol takes as one value, of a partition, reservation, user or account. */
    static String name(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new UnreadableWord(name, what);
        }
        return name;
    }

    static String reason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("Say why: everybody who waits for the node reads it.");
        }
        if (reason.length() > LONGEST_REASON || reason.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The reason has to be one line of at most " + LONGEST_REASON + " characters.");
        }
        return "reason=" + reason.strip();
    }
}
