package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobSizeTests {
    @Test
    void countsTheSharesOfGpusOnAllNodes() {
        assertThat(JobSize.of(2, 2, Gres.parseList("gres/shard:3,gpu:a100:1")).shards())
                .isEqualTo(6);
        assertThat(JobSize.of(1, 1, Gres.parseList("gpu:a100:1")).shards()).isZero();
    }

    @Test
    void aJobWithSharesOfGpusMayHoldGpus() {
        assertThat(new JobSize(1, 1, 0, Gres.parseList("shard:2"), ArrayTasks.NONE).mayHoldGpus())
                .isTrue();
        assertThat(new JobSize(1, 1, null, List.of(), ArrayTasks.NONE).mayHoldGpus())
                .isTrue();
        assertThat(new JobSize(1, 1, 0, List.of(), ArrayTasks.NONE).mayHoldGpus())
                .isFalse();
    }
}
