package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTests {
    @ParameterizedTest
    @CsvSource({
        "30, PT30M, 00:30:00",
        "5:00, PT5M, 00:05:00",
        "1:00:00, PT1H, 01:00:00",
        "1-02, PT26H, 1-02:00:00",
        "1-02:03, PT26H3M, 1-02:03:00",
        "1-02:03:04, PT26H3M4S, 1-02:03:04",
        "00:00.011, PT0.011S, 00:00:00",
        "90, PT1H30M, 01:30:00"
    })
    void readsAndWritesDurations(String word, Duration duration, String full) {
        assertThat(SlurmDuration.parse(word)).isEqualTo(duration);
        assertThat(SlurmDuration.format(duration)).isEqualTo(full);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1:2:3:4", "-5", "1-", "1h"})
    void refusesWhatIsNoDuration(String word) {
        assertThatThrownBy(() -> SlurmDuration.parse(word)).hasMessageContaining("a duration such as 30 (minutes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNLIMITED", "Partition_Limit", "NOT_SET", "1-00:00:00"})
    void limitsAreWrittenAsSlurmWritesThem(String word) {
        assertThat(TimeLimit.parse(word)).hasToString(word).isEqualTo(TimeLimit.parse(word));
        assertThat(TimeLimit.parse(word).duration().isPresent()).isEqualTo(word.contains(":"));
    }

    @Test
    void noLimitIsNotALength() {
        assertThat(TimeLimit.UNLIMITED.isUnlimited()).isTrue();
        assertThat(TimeLimit.of(Duration.ofMinutes(30))).hasToString("00:30:00");
        assertThatThrownBy(() -> TimeLimit.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsMomentsOfBothForms() {
        Instant at = Instant.parse("2026-11-21T02:40:19Z");
        assertThat(SlurmTime.parse("1795228819", ZoneOffset.UTC)).contains(at);
        assertThat(SlurmTime.parse("2026-11-21T02:40:19", ZoneOffset.UTC)).contains(at);
        assertThat(SlurmTime.parse("2026-11-21T03:40:19", ZoneId.of("Europe/Berlin")))
                .contains(at);
        assertThatThrownBy(() -> SlurmTime.parse("noon", ZoneOffset.UTC)).isInstanceOf(UnreadableWord.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "None", "N/A", "(null)", "", "0"})
    void noMomentIsNone(String word) {
        assertThat(SlurmTime.parse(word, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void aReadingIsKnownWithItsSourceOrSaysWhyNot() {
        Instant at = Instant.ofEpochSecond(1_795_228_819);
        assertThat(Reading.of(3, "squeue", at).value()).contains(3);
        assertThat(Reading.notKnown("the job has ended").value()).isEmpty();
        assertThat(Reading.of(3, "squeue", at)).isEqualTo(new Reading.Known<>(3, "squeue", at));
    }
}
