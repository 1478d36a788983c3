package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitsForBeginTimeTests {

    @Test
    void saysWhen() {
        Finding finding = Case.waiting("BeginTime")
                .expectedAt(Instant.parse("2026-11-22T06:00:00Z"))
                .finding();

        assertThat(finding.title()).isEqualTo("It was asked to start later");
        assertThat(Case.quoted(finding)).containsKey("S:StartTime");
        assertThat(finding.directive()).contains("StartTime=now");
    }
}
