package org.sluice.workers;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.NodeState;
import org.sluice.slurm.NodeState.Flag;
import org.sluice.workers.Change.Direction;
import org.sluice.workers.Change.Stage;

/**
 * What Slurm wants to become of a machine: it shows nodes as powering up or down and only writes down that it did.
 *
 * @param direction null where nothing is to be done now
 * @param words why nothing is done although Slurm waits; empty where it does not wait
 */
record DueChange(@Nullable Direction direction, String words) {
    static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    static final DueChange NOTHING = new DueChange(null, "");

    /**
     * Reads it from the node's state and the machine's.
     *
     * @param recent changes of this machine within {@link #WINDOW}, the newest first; asked only where they count
     * @param mostStarts more starts than these within an hour are put off
     */
    static DueChange of(NodeState state, Machine machine, Supplier<List<Change>> recent, int mostStarts, Instant now) {
        Direction wanted = wanted(state, machine);
        if (wanted == null) {
            return NOTHING;
        }
        List<Change> same = recent.get().stream()
                .filter(change -> change.direction() == wanted)
                .toList();
        return (wanted == Direction.START ? putOff(same, mostStarts, now) : pause(same, now))
                .map(words -> new DueChange(null, words))
                .orElseGet(() -> new DueChange(wanted, ""));
    }

    private static @Nullable Direction wanted(NodeState state, Machine machine) {
        if (wantsItGone(state)) {
            return machine.costs() ? Direction.STOP : null;
        }
        return wantsItThere(state) && machine.state() == Machine.State.ABSENT ? Direction.START : null;
    }

    static boolean wantsItThere(NodeState state) {
        return state.has(Flag.POWERING_UP);
    }

    static boolean wantsItGone(NodeState state) {
        return !state.has(Flag.POWERING_UP) && (state.has(Flag.POWERING_DOWN) || state.has(Flag.POWERED_DOWN));
    }

    Optional<Direction> wanted() {
        return Optional.ofNullable(direction);
    }

    /** Machines that come and go all the time cost and help nobody, and one that fails is not tried without a pause. */
    private static Optional<String> putOff(List<Change> starts, int mostStarts, Instant now) {
        if (starts.size() >= mostStarts) {
            return Optional.of("It was started " + starts.size()
                    + " times within the last hour, which is the most that is allowed;"
                    + " it is started again when an hour has passed.");
        }
        if (!starts.isEmpty()
                && starts.get(0).stage() == Stage.REFUSED
                && starts.get(0).askedBy() != null) {
            return Optional.of("What " + starts.get(0).askedBy() + " asked for was not done ("
                    + starts.get(0).words() + ") Slurm waits until its ResumeTimeout; remove it at once to end that.");
        }
        return pause(starts, now);
    }

    private static Optional<String> pause(List<Change> changes, Instant now) {
        int failures = 0;
        for (Change change : changes) {
            if (change.stage() != Stage.FAILED && change.stage() != Stage.REFUSED) {
                break;
            }
            failures++;
        }
        if (failures == 0) {
            return Optional.empty();
        }
        Duration pause = Duration.ofMinutes(1L << Math.min(failures - 1, 5));
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        Instant ended = changes.get(0).endedAt();
        Instant again = (ended == null ? changes.get(0).askedAt() : ended).plus(pause);
        return again.isAfter(now)
                ? Optional.of("The last try came to nothing (" + changes.get(0).words() + ") It is tried again after "
                        + pause.toMinutes() + " min.")
                : Optional.empty();
    }
}
