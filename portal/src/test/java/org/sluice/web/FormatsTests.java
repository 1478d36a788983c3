package org.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTests {
    private static final Instant NOW = Instant.parse("2026-03-01T14:05:09Z");

    private final Formats formats = new Formats(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "0, 0:00",
        "5, 0:05",
        "754, 12:34",
        "3599, 59:59",
        "3600, 1:00:00",
        "3723, 1:02:03",
        "86399, 23:59:59",
        "86400, 1-00:00:00",
        "176523, 2-01:02:03",
        "-3, 0:00"
    })
    void writesDurationsAsSqueueDoes(long seconds, String words) {
        assertThat(formats.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1048575, 1 MiB",
        "42949672960, 40 GiB",
        "1099511627776, 1 TiB",
        "9223372036854775807, 8 EiB"
    })
    void writesSizesInBinaryUnits(long bytes, String words) {
        assertThat(formats.size(bytes)).isEqualTo(words);
    }

    @Test
    void countsOneAndMany() {
        assertThat(formats.count(0, "node")).isEqualTo("0 nodes");
        assertThat(formats.count(1, "node")).isEqualTo("1 node");
        assertThat(formats.count(12_000, "job")).isEqualTo("12,000 jobs");
        assertThat(formats.count(2, "person", "people")).isEqualTo("2 people");
    }

    @ParameterizedTest
    @CsvSource({
        "0, now",
        "-4, now",
        "-6, in 6 s",
        "1, 1 s ago",
        "59, 59 s ago",
        "60, 1 min ago",
        "3600, 1 h ago",
        "86400, 1 d ago",
        "604800, 2026-02-22",
        "-200, in 3 min"
    })
    void saysHowLongAgo(long seconds, String words) {
        assertThat(formats.relative(NOW.minusSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void saysTheExactTimeWithItsZone() {
        assertThat(formats.exact(NOW)).matches("2026-03-0[12] \\d\\d:\\d\\d:09 .+");
    }

    @Test
    void saysWhenATimeIsNotKnown() {
        assertThat(formats.duration(null)).isEqualTo("not known");
        assertThat(formats.relative(null)).isEqualTo("not known");
        assertThat(formats.exact(null)).isEqualTo("not known");
    }
}
