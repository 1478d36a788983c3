package org.sluice.slurm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Moments as Slurm writes them: seconds since 1970 where it was asked with SLURM_TIME_FORMAT=%s ({@code 1795228770}),
 * else the cluster's local time ({@code 2026-11-21T02:40:19}); {@code Unknown}, {@code None}, {@code N/A} for none yet.
 */
public final class SlurmTime {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private SlurmTime() {}

    /**
     * The moment; empty where Slurm says there is none.
     *
     * @param zone the cluster's time zone, for the local form
     */
    public static Optional<Instant> parse(String word, ZoneId zone) {
        if (Absent.is(word) || word.equals("0")) {
            return Optional.empty();
        }
        if (SECONDS.matcher(word).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(word)));
        }
        try {
            return Optional.of(LocalDateTime.parse(word).atZone(zone).toInstant());
        } catch (DateTimeException notThat) {
            throw new UnreadableWord(word, "a moment such as 1795228770 or 2026-11-21T02:40:19");
        }
    }
}
