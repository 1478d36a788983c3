package org.sluice.cluster.tunnel;

/** The head did not open a stream; the sentence says which end refused. */
final class StreamRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean byTheNode;

    /** @param byTheNode whether the way through the head is open and the node's end is not */
    StreamRefused(boolean byTheNode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.byTheNode = byTheNode;
    }

    boolean isByTheNode() {
        return byTheNode;
    }
}
