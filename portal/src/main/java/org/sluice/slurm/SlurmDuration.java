package org.sluice.slurm;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as Slurm reads and writes them: {@code 30} (minutes), {@code 5:00} (minutes:seconds), {@code 1:00:00},
 * {@code 1-02} (days-hours), {@code 1-02:03}, {@code 1-02:03:04} (sbatch(1), "--time"); sacct adds thousandths,
 * {@code 00:00.011}.
 */
public final class SlurmDuration {
    private static final Pattern DAYS = Pattern.compile("(\\d{1,6})-(\\d{1,4})(?::(\\d{1,4}))?(?::(\\d{1,4}))?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,7}):)?(\\d{1,7}):(\\d{1,7})(?:\\.(\\d{1,3}))?");
    private static final Pattern MINUTES = Pattern.compile("\\d{1,9}");

    private SlurmDuration() {}

    public static Duration parse(String word) {
        return tryParse(word)
                .orElseThrow(() -> new UnreadableWord(word, "a duration such as 30 (minutes), 1:00:00 or 2-12:00:00"));
    }

    public static Optional<Duration> tryParse(String word) {
        Matcher days = DAYS.matcher(word);
        if (days.matches()) {
            return Optional.of(Duration.ofDays(number(days.group(1)))
                    .plusHours(number(days.group(2)))
                    .plusMinutes(number(days.group(3)))
                    .plusSeconds(number(days.group(4))));
        }
        Matcher clock = CLOCK.matcher(word);
        if (clock.matches()) {
            return Optional.of(Duration.ofHours(number(clock.group(1)))
                    .plusMinutes(number(clock.group(2)))
                    .plusSeconds(number(clock.group(3)))
                    .plusMillis(thousandths(clock.group(4))));
        }
        return MINUTES.matcher(word).matches()
                ? Optional.of(Duration.ofMinutes(Long.parseLong(word)))
                : Optional.empty();
    }

    /** As Slurm writes it in full: {@code 1-02:03:04}, {@code 00:30:00}. */
    public static String format(Duration duration) {
        Duration whole = duration.isNegative() ? Duration.ZERO : duration;
        String clock = String.format(
                Locale.ROOT, "%02d:%02d:%02d", whole.toHoursPart(), whole.toMinutesPart(), whole.toSecondsPart());
        return whole.toDays() == 0 ? clock : whole.toDays() + "-" + clock;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long thousandths(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong((digits + "00").substring(0, 3));
    }
}
