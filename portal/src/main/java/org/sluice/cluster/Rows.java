package org.sluice.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What one answer of Slurm held: the rows that could be read, and how many could not, with a few of them to look at.
 *
 * @param samples at most three unreadable rows, shortened, each with why it could not be read
 */
public record Rows<R>(List<R> all, int unreadable, List<String> samples) {
    private static final int SAMPLES = 3;
    private static final int SAMPLE_LENGTH = 300;

    /** Reads each row; one that the reader refuses is counted, not guessed at. */
    public static <R> Rows<R> read(Iterable<String> written, Function<String, R> reader) {
        List<R> all = new ArrayList<>();
        List<String> samples = new ArrayList<>();
        int unreadable = 0;
        for (String row : written) {
            try {
                all.add(reader.apply(row));
            } catch (IllegalArgumentException | ArithmeticException why) {
                unreadable++;
                if (samples.size() < SAMPLES) {
                    samples.add(why.getMessage() + ": " + shortened(row));
                }
            }
        }
        return new Rows<>(List.copyOf(all), unreadable, List.copyOf(samples));
    }

    /** The same, where rows that lack some of their fields count as unreadable too. */
    public Rows<R> counting(Function<R, List<String>> unread) {
        Rows<R> counted = this;
        for (R row : all) {
            List<String> fields = unread.apply(row);
            if (!fields.isEmpty()) {
                counted = counted.withUnreadable(row.toString(), "not read: " + String.join(", ", fields));
            }
        }
        return counted;
    }

    /** The same rows, each turned into something else. */
    public <S> Rows<S> map(Function<R, S> to) {
        return new Rows<>(all.stream().map(to).toList(), unreadable, samples);
    }

    /** These rows alone; what could not be read still counts. */
    public Rows<R> only(Predicate<R> wanted) {
        return new Rows<>(all.stream().filter(wanted).toList(), unreadable, samples);
    }

    /** The same with one more row that could not be read. */
    public Rows<R> withUnreadable(String row, String why) {
        List<String> more = new ArrayList<>(samples);
        if (more.size() < SAMPLES) {
            more.add(why + ": " + shortened(row));
        }
        return new Rows<>(all, unreadable + 1, List.copyOf(more));
    }

    private static String shortened(String row) {
        return row.length() <= SAMPLE_LENGTH ? row : row.substring(0, SAMPLE_LENGTH) + "...";
    }
}
