package org.sluice.gpu.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluice.gpu.exposition.Doubts;
import org.sluice.gpu.exposition.ExpositionReader;
import org.sluice.gpu.exposition.ReportedInterval;

/**
 * One node's own clock: when it is asked next, what of it is stored, and how its clock differs from ours. It is in one
 * hand at a time: whoever asks the node, then whoever stores the answer.
 */
final class NodeTurn {
    /** A node that does not answer is asked more and more rarely, up to this. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(60);
    /** Clocks that differ by less are taken for the same: network and scheduling blur as much. */
    private static final Duration SAME_CLOCK = Duration.ofSeconds(1);

    final String node;
    final ExpositionReader reader = new ExpositionReader();
    private final Duration every;
    private Instant next;
    private Instant lastAnswer;
    private int failures;
    private long storedMillis;
    private Duration ahead = Duration.ZERO;
    private Set<ReportedInterval> storedHolds = Set.of();
    private Doubts doubts = new Doubts(0, 0, 0, 0);

    /** @param storedUntil the latest reading of this node that is stored, by our clock */
    NodeTurn(String node, Instant first, Duration every, Instant storedUntil) {
        this.node = node;
        this.next = first;
        this.lastAnswer = first;
        this.every = every;
        this.storedMillis = storedUntil.toEpochMilli();
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    Instant lastAnswer() {
        return lastAnswer;
    }

    boolean isSilent() {
        return failures > 0;
    }

    /** By the node's clock: readings later than this have not been stored. */
    long storedMillis() {
        return storedMillis;
    }

    /** How far the node's clock is ahead of ours, in whole seconds; zero for less than one. */
    Duration ahead() {
        return ahead;
    }

    /** Takes note of the node's clock; true when it differs otherwise than before. */
    boolean compareClocks(@Nullable Instant theirs, Instant now) {
        Duration difference = theirs == null ? Duration.ZERO : Duration.between(now, theirs);
        if (difference.minus(ahead).abs().compareTo(SAME_CLOCK) <= 0) {
            return false;
        }
        Duration whole = Duration.ofSeconds(Math.round(difference.toMillis() / 1000.0));
        storedMillis += whole.minus(ahead).toMillis();
        ahead = whole;
        return true;
    }

    /** Takes note of what could not be taken of an answer; true when that differs from the answer before. */
    boolean doubts(Doubts now) {
        boolean others = !now.equals(doubts);
        doubts = now;
        return others;
    }

    boolean isNews(ReportedInterval hold) {
        return !storedHolds.contains(hold);
    }

    /** @param holds all that the node reported, so that they are not written again */
    void stored(long untilMillis, Collection<ReportedInterval> holds, Instant now) {
        storedMillis = Math.max(storedMillis, untilMillis);
        storedHolds = Set.copyOf(holds);
        lastAnswer = now;
        failures = 0;
        next = later(next.plus(every), now.plus(every.dividedBy(2)));
    }

    void failed(Instant now) {
        failures++;
        Duration rest = every.multipliedBy(1L << Math.min(failures - 1, 6));
        next = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
    }

    /** Answered, but could not be stored: the node is asked for the same again. */
    void notStored(Instant now) {
        storedHolds = Set.of();
        next = now.plus(every);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
