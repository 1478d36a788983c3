package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitsForDependencyTests {

    @Test
    void namesTheJobItWaitsFor() {
        Finding finding = Case.waiting("Dependency")
                .dependency("afterok:4700(unfulfilled)")
                .finding();

        assertThat(finding.title()).isEqualTo("It waits for job 4700");
        assertThat(finding.cause()).contains("if it fails, this one never starts");
        assertThat(Case.quoted(finding)).containsEntry("S:Dependency", "afterok:4700(unfulfilled)");
    }

    @Test
    void saysThatItCanNeverStart() {
        Finding finding = Case.waiting("DependencyNeverSatisfied")
                .dependency("afterok:4700(failed)")
                .finding();

        assertThat(finding.title()).contains("can never start");
        assertThat(finding.directive()).contains("scancel 4711");
    }
}
