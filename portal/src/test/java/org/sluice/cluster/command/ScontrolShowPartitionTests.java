package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.cluster.PartitionRecord;
import org.sluice.cluster.Rows;
import org.sluice.slurm.TimeLimit;

class ScontrolShowPartitionTests {
    private static final String ANSWER =
            Recording.of("scontrol-show-partition", "all").get(0).text();

    @Test
    void readsTheRecordedPartitions() {
        Rows<PartitionRecord> rows = ScontrolShowPartition.parse(ANSWER);
        assertThat(rows.samples()).isEmpty();
        PartitionRecord gpu = rows.all().get(0);
        assertThat(gpu.name()).isEqualTo("gpu");
        assertThat(gpu.isUp()).isTrue();
        assertThat(gpu.isDefault()).isTrue();
        assertThat(gpu.nodeNames()).containsExactly("a1", "a2");
        assertThat(gpu.maxTime().duration()).contains(Duration.ofDays(2));
        assertThat(gpu.tres().gpusByType()).containsEntry("a100", 8L);
        assertThat(gpu.maxNodes()).isEmpty();
    }

    @Test
    void tellsWhoMayUseIt() {
        PartitionRecord open = ScontrolShowPartition.parse(ANSWER).all().get(0);
        assertThat(open.allowsAccount("research")).isTrue();
        assertThat(open.allowsQos("short")).isTrue();
        PartitionRecord some = ScontrolShowPartition.parse(
                        ANSWER.replace("AllowAccounts=ALL", "AllowAccounts=startup,lab")
                                .replace("State=UP", "State=DRAIN"))
                .all()
                .get(0);
        assertThat(some.allowsAccount("research")).isFalse();
        assertThat(some.allowsAccount("lab")).isTrue();
        assertThat(some.isUp()).isFalse();
        PartitionRecord denied = ScontrolShowPartition.parse(
                        ANSWER.replace("AllowAccounts=ALL", "DenyAccounts=research"))
                .all()
                .get(0);
        assertThat(denied.allowsAccount("research")).isFalse();
        assertThat(denied.denyAccounts()).isEqualTo(List.of("research"));
    }

    @Test
    void oneFieldThatCannotBeReadDoesNotDropThePartition() {
        Rows<PartitionRecord> rows = ScontrolShowPartition.parse(
                ANSWER.replace("MaxTime=2-00:00:00", "MaxTime=ages").replace("\n", " ") + " Comment=TRES=cpu State=x");
        assertThat(rows.unreadable()).isEqualTo(1);
        assertThat(rows.all().get(0).name()).isEqualTo("gpu");
        assertThat(rows.all().get(0).isUp()).isTrue();
        assertThat(rows.all().get(0).maxTime()).isEqualTo(TimeLimit.NOT_SET);
        assertThat(rows.all().get(0).unread()).containsExactly("MaxTime");
    }

    @Test
    void garbageIsCounted() {
        assertThat(ScontrolShowPartition.parse("PartitionName=x\n").unreadable())
                .isEqualTo(1);
    }
}
