package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonTracebackTests {

    @Test
    void quotesTheExceptionAndThePlace() {
        Finding finding = Case.ended("FAILED", "1:0")
                .says(
                        "epoch 1",
                        "Traceback (most recent call last):",
                        "  File \"train.py\", line 5, in <module>",
                        "    main()",
                        "  File \"train.py\", line 2, in load",
                        "    import nosuchmodule",
                        "ModuleNotFoundError: No module named 'nosuchmodule'",
                        "srun: error: a1: task 0: Exited with exit code 1")
                .finding();

        assertThat(finding.title()).isEqualTo("Python ended with ModuleNotFoundError");
        assertThat(finding.cause()).contains("No module named 'nosuchmodule'");
        assertThat(finding.directive()).contains("Activate the environment");
        assertThat(Case.quoted(finding)).containsOnlyKeys("L7", "L5", "S:ExitCode");
    }

    @Test
    void readsLinesThatSrunHasLabelled() {
        assertThat(Case.ended("FAILED", "1:0")
                        .says(
                                "0: Traceback (most recent call last):",
                                "0:   File \"a.py\", line 1",
                                "0: ValueError: no")
                        .finding()
                        .title())
                .isEqualTo("Python ended with ValueError");
    }

    @Test
    void leavesGpuMemoryToItsOwnRule() {
        assertThat(Case.ended("FAILED", "1:0")
                        .says("Traceback (most recent call last):", "torch.OutOfMemoryError: CUDA out of memory. Tried")
                        .finding()
                        .rule())
                .isEqualTo("CudaOutOfMemory");
    }
}
