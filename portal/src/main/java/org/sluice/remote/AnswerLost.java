package org.sluice.remote;

import org.jspecify.annotations.Nullable;

/** The cluster was asked and gave no complete answer: what was asked may have been done or not. */
public final class AnswerLost extends RemoteFailure {
    /** How it was lost. */
    public enum Way {
        /** The connection broke. */
        CONNECTION_BROKE,
        /** The deadline passed. */
        OUT_OF_TIME,
        /** The program wrote more than it was allowed to. */
        TOO_LONG,
        /** The shell ended before the program's end was reported. */
        CUT_SHORT
    }

    private final Way way;

    public AnswerLost(Way way, String sentence) {
        this(way, sentence, null);
    }

    public AnswerLost(Way way, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.way = way;
    }

    public Way way() {
        return way;
    }
}
