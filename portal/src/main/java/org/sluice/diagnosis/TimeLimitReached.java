package org.sluice.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sluice.slurm.JobState.Name;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.slurm.SlurmDuration;
import org.sluice.slurm.TimeLimit;

/** It ran until its time limit and was ended then. */
final class TimeLimitReached implements Rule {
    private static final Wording LINE = Wording.of("CANCELLED AT \\S+ DUE TO TIME LIMIT", " DUE TO TIME LIMIT");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.ended() || evidence.job().state().name() != Name.TIMEOUT) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>();
        evidence.last(LINE).ifPresent(citations::add);
        citations.add(evidence.state());
        Duration limit = evidence.job().timeLimit();
        if (limit != null) {
            citations.add(evidence.field("TimeLimit", SlurmDuration.format(limit)));
        }
        Optional<Fix> fix = Optional.ofNullable(limit).flatMap(had -> fix(evidence, had));
        return Optional.of(new Finding(
                name(),
                "Time limit reached",
                "It had not finished when its time limit" + (limit == null ? "" : " of " + SlurmDuration.format(limit))
                        + " was over, so Slurm ended it.",
                Confidence.CERTAIN,
                citations,
                fix.isPresent()
                        ? "Ask for more time, or let it save its state and go on from there in the next job."
                        : "Its partition gives no more time: let it save its state and go on from there in the next job.",
                fix.orElse(null)));
    }

    private static Optional<Fix> fix(Evidence evidence, Duration had) {
        Duration twice = had.multipliedBy(2);
        Optional<Duration> most = Optional.ofNullable(evidence.queue().partition())
                .flatMap(partition -> partition.maxTime().duration());
        Duration more = most.filter(longest -> longest.compareTo(twice) < 0).orElse(twice);
        return more.compareTo(had) <= 0
                ? Optional.empty()
                : Optional.of(new Fix(
                        "Resubmit with a limit of " + SlurmDuration.format(more),
                        SbatchOptions.NONE.with(Option.TIME, TimeLimit.of(more))));
    }
}
