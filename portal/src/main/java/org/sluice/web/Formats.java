package org.sluice.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes times, durations, sizes and counts as people on a cluster read them; templates call it {@code @formats}. */
@Component("formats")
public class Formats {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final String[] BINARY_UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String NOT_KNOWN = "not known";

    /** So little ahead, a time is now: the clocks of the cluster and of the portal differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    private final Clock clock;
    private final ZoneId zone;

    public Formats(Clock clock) {
        this.clock = clock;
        this.zone = ZoneId.systemDefault();
    }

    /** As squeue writes it: {@code 0:05}, {@code 12:34}, {@code 1:02:03}, {@code 2-01:02:03}. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return NOT_KNOWN;
        }
        Duration positive = duration.isNegative() ? Duration.ZERO : duration;
        long days = positive.toDays();
        int hours = positive.toHoursPart();
        int minutes = positive.toMinutesPart();
        int seconds = positive.toSecondsPart();
        if (days > 0) {
            return "%d-%02d:%02d:%02d".formatted(days, hours, minutes, seconds);
        }
        return hours > 0 ? "%d:%02d:%02d".formatted(hours, minutes, seconds) : "%d:%02d".formatted(minutes, seconds);
    }

    /** In binary units with at most three figures: {@code 512 B}, {@code 1.5 GiB}, {@code 40 GiB}. */
    public String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        int unit = 0;
        while (value >= 999.5 && unit < BINARY_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        boolean whole = value >= 99.95 || Math.abs(value - Math.rint(value)) < 0.05;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, BINARY_UNITS[unit]);
    }

    /** {@code 1 node}, {@code 3 nodes}, {@code 12,000 jobs}. */
    public String count(long number, String one) {
        return count(number, one, one + "s");
    }

    public String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    /** {@code now}, {@code 12 s ago}, {@code in 3 min}; after a week the day. */
    public String relative(@Nullable Instant at) {
        if (at == null) {
            return NOT_KNOWN;
        }
        Duration distance = Duration.between(at, clock.instant());
        long seconds = Math.abs(distance.toMillis() / 1000);
        if (seconds >= Duration.ofDays(7).toSeconds()) {
            return DAY.format(at.atZone(zone));
        }
        if (distance.toMillis() > -CLOCKS_DIFFER.toMillis() && distance.toMillis() < 1000) {
            return "now";
        }
        String span = span(seconds);
        return distance.isNegative() && seconds > 0 ? "in " + span : span + " ago";
    }

    /** The exact time with its zone: {@code 2026-03-01 14:05:09 UTC}. */
    public String exact(@Nullable Instant at) {
        return at == null ? NOT_KNOWN : EXACT.format(at.atZone(zone));
    }

    private static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
