package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiskFullTests {

    @Test
    void tellsAFullFileSystemFromAQuota() {
        Finding full = Case.ended("FAILED", "1:0")
                .says("tee: ckpt.pt: No space left on device")
                .finding();
        Finding quota = Case.ended("FAILED", "1:0")
                .says("cp: error writing 'x': Disk quota exceeded")
                .finding();

        assertThat(full.title()).isEqualTo("There was no space left to write to");
        assertThat(quota.title()).isEqualTo("Its disk quota was used up");
        assertThat(Case.quoted(full)).containsKey("L1").containsEntry("S:ExitCode", "1:0");
    }
}
