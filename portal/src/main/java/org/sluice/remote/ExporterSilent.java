package org.sluice.remote;

import org.jspecify.annotations.Nullable;

/** A node's exporter did not say anything that could be used. */
public final class ExporterSilent extends RemoteFailure {
    private static final long serialVersionUID = 1L;

    /** What stood in the way. */
    public enum Why {
        /** The head does not let streams through, or does not answer. */
        HEAD_UNREACHABLE,
        /** Nothing listens on the node's port, or the head's sshd does not permit it. */
        REFUSED,
        /** It did not answer in time. */
        TIMED_OUT,
        /** It answered more than is read. */
        TOO_MUCH,
        /** It answered with something other than 200, or not in HTTP. */
        NOT_OK,
        /** Its answer ended before it was complete. */
        BROKEN_OFF
    }

    private final Why why;
    private final String node;

    public ExporterSilent(Why why, String node, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.why = why;
        this.node = node;
    }

    public Why why() {
        return why;
    }

    public String node() {
        return node;
    }
}
