package org.sluice.templates;

import java.time.Duration;
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

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
