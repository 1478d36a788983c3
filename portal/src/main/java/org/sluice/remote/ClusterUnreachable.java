package org.sluice.remote;

import org.jspecify.annotations.Nullable;

/** The cluster was not asked: nothing was executed there, for certain. */
public final class ClusterUnreachable extends RemoteFailure {
    /** What stood in the way. */
    public enum Obstacle {
        /** The signer does not answer. */
        SIGNER_SILENT,
        /** The signer refuses this person a certificate. */
        SIGNER_REFUSED,
        /** The head does not answer, or the connection broke before anything was asked. */
        NO_CONNECTION,
        /** No key is pinned for the head. */
        HOST_KEY_UNKNOWN,
        /** The head shows another key than the pinned one. */
        HOST_KEY_CHANGED,
        /** sshd does not let this person in. */
        LOGIN_REFUSED,
        /** This person's login shell does not come to run a command. */
        SHELL_UNUSABLE,
        /** This person has too many requests under way. */
        TOO_BUSY,
        /** The deadline passed before the head could be asked. */
        OUT_OF_TIME,
        /** The portal is stopping. */
        STOPPING
    }

    private final Obstacle obstacle;

    public ClusterUnreachable(Obstacle obstacle, String sentence) {
        this(obstacle, sentence, null);
    }

    public ClusterUnreachable(Obstacle obstacle, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.obstacle = obstacle;
    }

    public Obstacle obstacle() {
        return obstacle;
    }
}
