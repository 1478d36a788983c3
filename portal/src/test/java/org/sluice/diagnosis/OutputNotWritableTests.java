package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputNotWritableTests {

    @Test
    void namesTheFile() {
        Finding finding =
                Case.ended("FAILED", "0:53").reason("JobLaunchFailure").finding();

        assertThat(finding.rule()).isEqualTo("OutputNotWritable");
        assertThat(finding.cause()).contains(Case.OUT, "as alice");
        assertThat(Case.quoted(finding)).containsEntry("S:ExitCode", "0:53").containsEntry("S:StdOut", Case.OUT);
    }
}
