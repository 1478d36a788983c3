package org.sluice.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer can read of a job's output and error files: of long files the beginning and the end.
 *
 * @param lines in the order of the files, then of their lines
 * @param whole whether no line is left out
 * @param problem why there is nothing to read, or less than there should be, in words for a person; null when all is well
 * @param refused whether the cluster itself does not let this viewer read it
 */
public record JobOutput(
        List<OutputLine> lines, boolean whole, @Nullable String problem, boolean refused) {

    /** The output of a job that has none to be asked for. */
    public static final JobOutput NOT_ASKED = new JobOutput(List.of(), true, null, false);

    static JobOutput nothing(String problem, boolean refused) {
        return new JobOutput(List.of(), false, problem, refused);
    }

    /** This file and the next. */
    JobOutput and(JobOutput next) {
        List<OutputLine> both = new ArrayList<>(lines);
        both.addAll(next.lines);
        JobOutput failed = problem != null ? this : next;
        return new JobOutput(List.copyOf(both), whole && next.whole, failed.problem, failed.refused);
    }

    /** Which lines are left out, in a sentence; null when none is. */
    public @Nullable String gap() {
        return whole || problem != null ? null : "Of a long output only the beginning and the end are read.";
    }

    /** The last lines. */
    public List<OutputLine> tail(int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /** The lines that contain the words, whatever their case; the last ones where there are too many. */
    public List<OutputLine> search(String words, int most) {
        String wanted = words.toLowerCase(Locale.ROOT);
        List<OutputLine> found = lines.stream()
                .filter(line -> line.text().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        return found.subList(Math.max(0, found.size() - most), found.size());
    }
}
