package org.sluice.cluster.command;

import java.util.List;

/** {@code scontrol reboot}: has a node run RebootProgram once it is empty, and takes that back. */
public final class ScontrolReboot {
    private ScontrolReboot() {}

    /**
     * No new job starts on the node; it reboots as soon as what runs there has ended, and serves again afterwards.
     *
     * @param reason what everybody reads as the cause; one line
     */
    public static List<String> asSoonAsPossible(String node, String reason) {
        return List.of("scontrol", "reboot", "ASAP", "nextstate=RESUME", Words.reason(reason), Words.nodeName(node));
    }

    /** Takes back a reboot that has not begun. */
    public static List<String> cancel(String node) {
        return List.of("scontrol", "cancel_reboot", Words.nodeName(node));
    }
}
