package org.sluice.assistant;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sluice.files.OutputLine;

/**
 * A search by a pattern that a model wrote. RE2 takes time linear in the line; how much that is depends on the pattern, so the
 * search also gets a time and no more.
 */
final class LineSearch {
    private static final int LONGEST_PATTERN = 200;
    private static final Duration WITHIN = Duration.ofSeconds(1);

    /** The time is over. */
    private static final class OutOfTime extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Pattern pattern;

    private LineSearch(Pattern pattern) {
        this.pattern = pattern;
    }

    static LineSearch of(String regex) {
        if (regex.length() > LONGEST_PATTERN) {
            throw new Arguments.Wrong("The regular expression is longer than " + LONGEST_PATTERN + " characters.");
        }
        try {
            return new LineSearch(Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException wrong) {
            throw new Arguments.Wrong("The regular expression is wrong: " + wrong.getDescription() + ".");
        }
    }

    /** The last lines that match. */
    List<OutputLine> in(List<OutputLine> lines, int most) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        List<OutputLine> found = new ArrayList<>();
        try {
            for (OutputLine line : lines) {
                if (pattern.matcher(new Timed(line.text(), deadline)).find()) {
                    found.add(line);
                }
            }
        } catch (OutOfTime costly) {
            throw new Arguments.Wrong("The search took too long; use a simpler expression, or words.");
        }
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    /** A line that can be looked at until the time is over, or nobody waits any more. */
    private record Timed(String line, long deadline) implements CharSequence {
        @Override
        public int length() {
            return line.length();
        }

        @Override
        public char charAt(int index) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                throw new OutOfTime();
            }
            return line.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Timed(line.substring(start, end), deadline);
        }

        @Override
        public String toString() {
            return line;
        }
    }
}
