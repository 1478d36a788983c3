package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sluice.access.ActingUser;
import org.sluice.remote.Answer;
import org.sluice.remote.ClusterUnreachable;
import org.sluice.remote.Command;
import org.sluice.remote.RemoteShell;

/** A head whose {@code scontrol show job} knows what a test has put there; of any other job it does not answer. */
public final class ScontrolHead implements RemoteShell {
    private final Map<Long, String> answers = new ConcurrentHashMap<>();
    private final List<Long> asked = new CopyOnWriteArrayList<>();

    /** The commands of a cluster with this head. */
    public Slurm slurm(Clock clock) {
        return new Slurm(this, clock);
    }

    public void answers(long rawId, String answer) {
        answers.put(rawId, answer);
    }

    /** The jobs asked for, one after the other. */
    public List<Long> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<Answer> run(ActingUser who, List<Command> commands, Duration deadline) {
        return commands.stream().map(command -> answer(command.words())).toList();
    }

    private Answer answer(List<String> words) {
        long rawId = Long.parseLong(words.get(words.size() - 1));
        asked.add(rawId);
        String answer = answers.get(rawId);
        if (answer == null) {
            throw new ClusterUnreachable(ClusterUnreachable.Obstacle.NO_CONNECTION, "Nobody is there.");
        }
        return new Answer(0, answer, "");
    }
}
