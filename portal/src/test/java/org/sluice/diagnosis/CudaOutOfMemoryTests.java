package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CudaOutOfMemoryTests {

    @Test
    void quotesTheLineAndTheFullestGpu() {
        Finding finding = Case.ended("FAILED", "1:0")
                .says(
                        "Traceback (most recent call last):",
                        "  File \"train.py\", line 12, in <module>",
                        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of"
                                + " 79.25 GiB of which 1.10 GiB is free.")
                .gpu("a1 GPU 0", 0.1, 79_000)
                .gpu("a1 GPU 1", 0.1, 40_000)
                .finding();

        assertThat(finding.rule()).isEqualTo("CudaOutOfMemory");
        assertThat(finding.cause()).contains("2.00 GiB more", "nearly full");
        assertThat(Case.quoted(finding))
                .containsKey("L3")
                .containsEntry("G:a1/0", "most memory in use 77.1 of 80.0 GiB (96 %)")
                .doesNotContainKey("G:a1/1");
        assertThat(finding.directive()).contains("(--mem) does not help");
    }

    @Test
    void isSilentWhereTheJobCompleted() {
        assertThat(Case.ended("COMPLETED", "0:0")
                        .says("CUDA out of memory, trying a smaller batch")
                        .findings())
                .isEmpty();
    }
}
