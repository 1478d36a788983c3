package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTests {
    @ParameterizedTest
    @CsvSource({"123,WHOLE", "12_3,TASK", "12_[3-9%2],WAITING_TASKS", "12+1,COMPONENT", "12_[4-40:2%2],WAITING_TASKS"})
    void readsAndWritesWhatSlurmWrites(String word, JobId.Kind kind) {
        JobId id = JobId.parse(word);
        assertThat(id.kind()).isEqualTo(kind);
        assertThat(id).hasToString(word);
        assertThat(id.isArray()).isEqualTo(word.contains("_"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "12_", "12_x", "-1", "12.batch", "12_[a]", "12;drop", "99999999999", "12 ", "12_3_4"})
    void refusesEverythingElse(String word) {
        assertThat(JobId.tryParse(word)).isEmpty();
        assertThatThrownBy(() -> JobId.parse(word))
                .isInstanceOf(UnreadableWord.class)
                .hasMessageContaining("is not a job id such as 123, 12_3");
    }

    @Test
    void ordersByNumberThenTask() {
        assertThat(Stream.of("13", "12_10", "12_[11-20]", "12_2", "12")
                        .map(JobId::parse)
                        .sorted())
                .extracting(JobId::toString)
                .containsExactly("12", "12_[11-20]", "12_2", "12_10", "13");
    }
}
