package org.sluice.remote;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was asked of the cluster and got no good answer; the message says what happened, in a sentence for a person. */
public abstract sealed class RemoteFailure extends RuntimeException
        permits AnswerLost, ClusterUnreachable, ExporterSilent, FileMissing, FileRefused {
    private static final long serialVersionUID = 1L;

    RemoteFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
