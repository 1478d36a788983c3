package org.sluice.remote.tunnel;

import org.sluice.remote.ExporterSilent.Why;

/** The head did not open a stream; the sentence says which end did not. */
final class StreamRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;

    StreamRefused(Why why, String sentence, Throwable cause) {
        super(sentence, cause);
        this.why = why;
    }

    /** HEAD_UNREACHABLE, REFUSED or TIMED_OUT. */
    Why why() {
        return why;
    }
}
