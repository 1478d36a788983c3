package org.sluice.slurm;

import java.util.function.LongPredicate;

/**
 * The tasks of an array that have not started, as Slurm writes them: {@code 0-999}, {@code 2-5%2} (two at a time),
 * {@code 1,4-40:2} (every second one). Any other job has {@link #NONE}.
 *
 * @param written Slurm's list; empty for none
 */
public record ArrayTasks(String written) {
    public static final ArrayTasks NONE = new ArrayTasks("");
    private static final int SHOWN = 40;

    /** The first and the last index of a part of the list, and the step between. */
    private record Range(long first, long last, long step) {
        static final Range NOTHING = new Range(1, 0, 1);

        static Range of(String part) {
            String[] ends = part.split(":", 2)[0].split("-", 2);
            long first = number(ends[0]);
            long last = ends.length == 1 ? first : number(ends[1]);
            long step = part.contains(":") ? number(part.split(":", 2)[1]) : 1;
            return first < 0 || last < first || step < 1 ? NOTHING : new Range(first, last, step);
        }

        private static long number(String digits) {
            boolean readable = !digits.isEmpty() && digits.length() <= 10;
            return readable && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : -1;
        }

        long count() {
            return last < first ? 0 : (last - first) / step + 1;
        }
    }

    public boolean isSome() {
        return !written.isEmpty();
    }

    /** Without the limit on how many may run at a time, as scancel takes it. */
    public String list() {
        return written.split("%", 2)[0];
    }

    /** As a person reads it, cut where it is long. */
    public String text() {
        return list().length() <= SHOWN ? list() : list().substring(0, SHOWN) + "...";
    }

    /** How many tasks the list names. */
    public long count() {
        long count = 0;
        for (String part : list().split(",", -1)) {
            count += Range.of(part).count();
        }
        return count;
    }

    /** Whether the list names tasks, and every one of them is like this. */
    public boolean all(LongPredicate known) {
        for (String part : list().split(",", -1)) {
            Range range = Range.of(part);
            for (long task = range.first(); task <= range.last(); task += range.step()) {
                if (!known.test(task)) {
                    return false;
                }
            }
        }
        return count() > 0;
    }
}
