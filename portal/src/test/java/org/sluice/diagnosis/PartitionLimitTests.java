package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionLimitTests {

    @Test
    void quotesTheStateOfThePartition() {
        Finding finding =
                Case.waiting("PartitionDown").partition("DOWN", "2-00:00:00").finding();

        assertThat(finding.title()).isEqualTo("Partition gpu starts nothing now");
        assertThat(Case.quoted(finding)).containsEntry("S:Partition.State", "DOWN");
    }

    @Test
    void quotesBothTimes() {
        Finding finding = Case.waiting("PartitionTimeLimit")
                .limit(Duration.ofHours(4))
                .partition("UP", "01:00:00")
                .finding();

        assertThat(Case.quoted(finding))
                .containsEntry("S:Partition.MaxTime", "01:00:00")
                .containsEntry("S:TimeLimit", "04:00:00");
        assertThat(finding.directive()).contains("TimeLimit=01:00:00");
    }
}
