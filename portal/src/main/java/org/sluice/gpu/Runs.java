package org.sluice.gpu;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times a job ran: one, or several when it was requeued.
 *
 * @param all from when to when, the first first; the last one's end is null while it lasts
 */
record Runs(List<Run> all) {
    /** @param end null while it lasts */
    record Run(Instant begin, @Nullable Instant end) {
        private boolean isOverAt(Instant moment) {
            return end != null && !end.isAfter(moment);
        }

        private Run with(Hold hold) {
            Instant other = hold.end();
            if (end == null || other == null) {
                return new Run(begin, null);
            }
            return end.isAfter(other) ? this : new Run(begin, other);
        }
    }

    /** Holds that overlap are of one run. */
    static Runs of(List<Hold> holds) {
        List<Run> runs = new ArrayList<>();
        for (Hold hold :
                holds.stream().sorted(Comparator.comparing(Hold::begin)).toList()) {
            int last = runs.size() - 1;
            if (last < 0 || runs.get(last).isOverAt(hold.begin())) {
                runs.add(new Run(hold.begin(), hold.end()));
            } else {
                runs.set(last, runs.get(last).with(hold));
            }
        }
        return new Runs(List.copyOf(runs));
    }

    /** The holds of the last run; none of none. */
    static List<Hold> lastOf(List<Hold> holds) {
        if (holds.isEmpty()) {
            return holds;
        }
        List<Run> runs = of(holds).all;
        Instant begin = runs.get(runs.size() - 1).begin();
        return holds.stream().filter(hold -> !hold.begin().isBefore(begin)).toList();
    }

    Instant begin() {
        return all.get(0).begin();
    }

    /** Null while the last one lasts. */
    @Nullable
    Instant end() {
        return all.get(all.size() - 1).end();
    }

    List<JobSeries.Moment> marks() {
        List<JobSeries.Moment> marks = new ArrayList<>();
        for (int run = 0; run < all.size(); run++) {
            boolean first = run == 0;
            marks.add(new JobSeries.Moment(
                    all.get(run).begin().toEpochMilli(),
                    first ? "start" : "requeue",
                    first ? "started" : "requeued, run " + (run + 1) + " begins"));
        }
        Instant end = end();
        if (end != null) {
            marks.add(new JobSeries.Moment(end.toEpochMilli(), "end", "ended"));
        }
        return marks;
    }
}
