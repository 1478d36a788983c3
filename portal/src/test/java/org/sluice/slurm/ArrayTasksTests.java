package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayTasksTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"0-999 1000", "2-5%2 4", "7 1", "1,4-40:2%2 20", "1,3,... 2", "5-2 0", "4-5,... 2", "99999999999 0"
            })
    void countsTheTasksThatSlurmNames(String written, long count) {
        assertThat(new ArrayTasks(written).count()).isEqualTo(count);
    }

    @Test
    void knowsWhetherEachOfThemIsThere() {
        ArrayTasks tasks = new ArrayTasks("1,4-8:2%2");
        assertThat(tasks.all(task -> task == 1 || task == 4 || task == 6 || task == 8))
                .isTrue();
        assertThat(tasks.all(task -> task != 6)).isFalse();
        assertThat(ArrayTasks.NONE.all(task -> true)).isFalse();
    }

    @Test
    void waitingTasksOfAnArrayAreOneJobWhicheverOfThemWait() {
        Instant submitted = Instant.parse("2026-11-30T23:20:19Z");
        JobKey queued = new JobKey(JobId.parse("106_[4-5%2]"), submitted);
        JobKey accounted = new JobKey(JobId.parse("106_[2-5%2]"), submitted);
        assertThat(queued).isEqualTo(accounted);
        assertThat(queued.id()).hasToString("106");
    }

    @Test
    void aListOfAnyLengthIsRead() {
        String list = "1,3".repeat(1).concat(",5".repeat(10_000));
        assertThat(JobId.parse("106_[" + list + "]").tasks().count()).isEqualTo(10_002);
    }
}
