package org.sluice.slurm;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job as Slurm names it to people: {@code 123}, an array task {@code 12_3}, the tasks of an array that have not
 * started yet {@code 12_[3-9%2]}, or one component of a heterogeneous job {@code 12+1} (squeue(1), "%i"; seen in 22.05
 * and 24.11).
 *
 * @param number the job's number, or the number of the array or heterogeneous job it belongs to
 * @param kind what the rest of the id tells
 * @param index the task's or component's index; 0 for the other kinds
 * @param waiting the tasks not started yet, {@code 3-9%2}; empty for the other kinds
 */
public record JobId(long number, Kind kind, long index, String waiting) implements Comparable<JobId> {
    private static final String EXPECTED = "a job id such as 123, 12_3, 12_[3-9%2] or 12+1";
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,10})(?:_(\\d{1,10})|_\\[([0-9,:%.-]+)]|\\+(\\d{1,5}))?");
    private static final Comparator<JobId> ORDER = Comparator.comparingLong(JobId::number)
            .thenComparing(JobId::kind)
            .thenComparingLong(JobId::index)
            .thenComparing(JobId::waiting);

    /** What a job id names. */
    public enum Kind {
        WHOLE,
        WAITING_TASKS,
        TASK,
        COMPONENT
    }

    /** The job with this number. */
    public static JobId of(long number) {
        return new JobId(number, Kind.WHOLE, 0, "");
    }

    public static JobId parse(String word) {
        return tryParse(word).orElseThrow(() -> new UnreadableWord(word, EXPECTED));
    }

    public static Optional<JobId> tryParse(String word) {
        Matcher matcher = FORM.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        if (matcher.group(2) != null) {
            return Optional.of(new JobId(number, Kind.TASK, Long.parseLong(matcher.group(2)), ""));
        }
        if (matcher.group(3) != null) {
            return Optional.of(new JobId(number, Kind.WAITING_TASKS, 0, matcher.group(3)));
        }
        if (matcher.group(4) != null) {
            return Optional.of(new JobId(number, Kind.COMPONENT, Long.parseLong(matcher.group(4)), ""));
        }
        return Optional.of(of(number));
    }

    /** The tasks that have not started; none for the other kinds. */
    public ArrayTasks tasks() {
        return new ArrayTasks(waiting);
    }

    /** The id under which a job is known: of tasks that wait the array's, for which of them wait changes. */
    public JobId named() {
        return kind == Kind.WAITING_TASKS ? of(number) : this;
    }

    /** The tasks of this array that wait, as scancel takes them. */
    public JobId withTasks(ArrayTasks tasks) {
        return new JobId(number, Kind.WAITING_TASKS, 0, tasks.list());
    }

    public boolean isArray() {
        return kind == Kind.TASK || kind == Kind.WAITING_TASKS;
    }

    @Override
    public int compareTo(JobId other) {
        return ORDER.compare(this, other);
    }

    /** As Slurm writes it, and as {@link #parse} reads it. */
    @Override
    public String toString() {
        return switch (kind) {
            case WHOLE -> Long.toString(number);
            case TASK -> number + "_" + index;
            case WAITING_TASKS -> number + "_[" + waiting + "]";
            case COMPONENT -> number + "+" + index;
        };
    }
}
