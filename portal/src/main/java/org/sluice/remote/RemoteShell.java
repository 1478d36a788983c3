package org.sluice.remote;

import java.time.Duration;
import java.util.List;
import org.sluice.access.ActingUser;

/**
 * Runs programs on the cluster's head as a person.
 *
 * <p>A program that ends with another status than 0 has answered. What has not answered is one of two things, and
 * they are never mixed up: {@link ClusterUnreachable} says that nothing was executed, {@link AnswerLost} that it may
 * have been.
 */
public interface RemoteShell {
    /**
     * The answers to the commands, asked one after the other in one round trip.
     *
     * @param deadline after this the caller has its answer or its failure, whatever the other side does
     * @throws ClusterUnreachable nothing was executed, for certain
     * @throws AnswerLost something may have been executed
     */
    List<Answer> run(ActingUser who, List<Command> commands, Duration deadline);

    /** The answer to one command; see {@link #run(ActingUser, List, Duration)}. */
    default Answer run(ActingUser who, Command command, Duration deadline) {
        return run(who, List.of(command), deadline).get(0);
    }
}
