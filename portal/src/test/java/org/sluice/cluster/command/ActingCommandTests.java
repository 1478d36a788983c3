package org.sluice.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.slurm.JobId;

class ActingCommandTests {
    @ParameterizedTest
    @CsvSource({"123,123", "12_3,12_3", "12+1,12+1", "12_[3-9%2],12_[3-9]"})
    void cancelsWhatTheIdNames(String id, String target) {
        assertThat(Scancel.argv(JobId.parse(id))).containsExactly("scancel", target);
    }

    @Test
    void drainsAndResumesOneNode() {
        assertThat(ScontrolUpdateNode.drain("a1", " GPU 3; XID 79 "))
                .containsExactly("scontrol", "update", "nodename=a1", "state=drain", "reason=GPU 3; XID 79");
        assertThat(ScontrolUpdateNode.resume("a1"))
                .containsExactly("scontrol", "update", "nodename=a1", "state=resume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "all", "a1,a2", "a[1-2]", "", "-a", "a1 state=down"})
    void neverTakesMoreThanOneNode(String node) {
        assertThatThrownBy(() -> ScontrolUpdateNode.resume(node)).hasMessageContaining("one node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines"})
    void drainingNeedsAReasonOnOneLine(String reason) {
        assertThatThrownBy(() -> ScontrolUpdateNode.drain("a1", reason)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotesSlurmWithoutTheProgramsName() {
        assertThat(SlurmWords.of("scancel: error: Kill job error on job id 90: Access/permission denied\n"))
                .isEqualTo("Kill job error on job id 90: Access/permission denied");
        assertThat(SlurmWords.of("slurm_update error: Invalid user id\n"))
                .isEqualTo("slurm_update error: Invalid user id");
    }
}
