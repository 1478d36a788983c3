package org.sluice.gpu.exposition;

/** A line that does not say what its form requires; it is counted, so it carries no stack. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String what) {
        super(what, null, false, false);
    }
}
