package org.sluice.templates;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.SlurmDuration;

/** A time limit as people type it: Slurm's own writings, or {@code 2h}, {@code 90m}, {@code 1d}, {@code 1h 30m}. */
final class TypedTime {
    static final String EXPECTED = "Give a time limit such as 30 (minutes), 2h, 2:00:00 or 1-12:00:00.";

    private static final Pattern UNITS = Pattern.compile(
            "(?=\\d)(?:(\\d{1,4}) ?d)? ?(?:(\\d{1,6}) ?h)? ?(?:(\\d{1,8}) ?m(?:in)?)?", Pattern.CASE_INSENSITIVE);

    private TypedTime() {}

    /** The same for sbatch; what Slurm reads stays as it is. Empty when it is no time limit. */
    static Optional<String> forSlurm(String typed) {
        if (typed.equals("UNLIMITED") || SlurmDuration.tryParse(typed).isPresent()) {
            return Optional.of(typed);
        }
        Matcher units = UNITS.matcher(typed);
        return units.matches()
                ? Optional.of(SlurmDuration.format(Duration.ofDays(number(units.group(1)))
                        .plusHours(number(units.group(2)))
                        .plusMinutes(number(units.group(3)))))
                : Optional.empty();
    }

    /** How long a time limit really is, in words: {@code 1:30} is minutes and seconds, which people often mistake. */
    static String meaning(String typed) {
        Duration limit = forSlurm(typed).flatMap(SlurmDuration::tryParse).orElse(Duration.ZERO);
        if (limit.isZero()) {
            return "No time limit of its own: its partition's holds.";
        }
        String words = words(limit);
        return limit.toSecondsPart() == 0
                ? "That is " + words + "."
                : "That is " + words + "; Slurm counts whole minutes: " + words(wholeMinutes(limit)) + ".";
    }

    private static Duration wholeMinutes(Duration limit) {
        return limit.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    }

    private static String words(Duration limit) {
        List<String> parts = new ArrayList<>();
        add(parts, limit.toDays(), "day");
        add(parts, limit.toHoursPart(), "hour");
        add(parts, limit.toMinutesPart(), "minute");
        add(parts, limit.toSecondsPart(), "second");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long number, String one) {
        if (number > 0) {
            parts.add(Wish.counted(number, one));
        }
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
