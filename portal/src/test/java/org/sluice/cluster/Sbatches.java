package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sluice.access.ActingUser;
import org.sluice.remote.Answer;
import org.sluice.remote.Command;
import org.sluice.remote.RemoteShell;

/** A head that takes every job, and remembers how it was asked. */
public final class Sbatches implements RemoteShell {
    private final List<List<String>> commands = new ArrayList<>();

    /** The commands of a cluster with this head. */
    public Slurm slurm(Clock clock) {
        return new Slurm(this, clock);
    }

    public List<List<String>> commands() {
        return commands;
    }

    @Override
    public List<Answer> run(ActingUser who, List<Command> asked, Duration deadline) {
        asked.forEach(command -> commands.add(command.words()));
        return asked.stream()
                .map(command -> new Answer(0, (4710 + commands.size()) + "\n", ""))
                .toList();
    }
}
