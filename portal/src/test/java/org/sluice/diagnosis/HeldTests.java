package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldTests {

    @Test
    void saysWhoHoldsItAndWhoCanReleaseIt() {
        Finding user = Case.waiting("JobHeldUser").finding();
        Finding admin = Case.waiting("JobHeldAdmin").finding();

        assertThat(user.directive()).isEqualTo("Release it: scontrol release 4711");
        assertThat(admin.title()).isEqualTo("An operator holds it");
        assertThat(admin.directive()).startsWith("Ask an operator");
        assertThat(Case.quoted(user)).containsEntry("S:Reason", "JobHeldUser");
    }
}
