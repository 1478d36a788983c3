package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitsForLimitTests {

    @Test
    void tellsWhoseLimitAndWhetherWaitingHelps() {
        Finding qos = Case.waiting("QOSMaxGRESPerUser").finding();
        Finding account = Case.waiting("AssocGrpCpuLimit").finding();
        Finding never = Case.waiting("QOSMaxCpuPerJobLimit").finding();
        Finding array = Case.waiting("JobArrayTaskLimit").finding();

        assertThat(qos.title()).isEqualTo("A limit of QOS normal holds it back");
        assertThat(Case.quoted(qos)).containsEntry("S:QOS", "normal");
        assertThat(account.title()).isEqualTo("A limit of account research holds it back");
        assertThat(never.directive()).contains("can never start as it is");
        assertThat(array.directive()).contains("ArrayTaskThrottle");
    }
}
