package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluice.slurm.JobState.Look;
import org.sluice.slurm.JobState.Name;

class JobStateTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PENDING                | PENDING       | PENDING
                    PD                     | PENDING       | PENDING
                    RUNNING                | RUNNING       | RUNNING
                    CG                     | COMPLETING    | CHANGING
                    COMPLETED,COMPLETING   | COMPLETING    | CHANGING
                    RUNNING,COMPLETING     | COMPLETING    | CHANGING
                    RUNNING+CONFIGURING    | CONFIGURING   | CHANGING
                    PENDING,REQUEUE_HOLD   | REQUEUE_HOLD  | HELD
                    OOM                    | OUT_OF_MEMORY | FAILED
                    NODE_FAIL              | NODE_FAIL     | FAILED
                    TIMEOUT                | TIMEOUT       | CUT_SHORT
                    PREEMPTED              | PREEMPTED     | CUT_SHORT
                    CANCELLED by 1001      | CANCELLED     | CANCELLED
                    FAILED,LAUNCH_FAILED   | FAILED        | FAILED
                    SUSPENDED              | SUSPENDED     | HELD
                    """)
    void readsEveryWriting(String raw, Name name, Look look) {
        assertThat(JobState.parse(raw).name()).isEqualTo(name);
        assertThat(JobState.parse(raw).look()).isEqualTo(look);
    }

    @ParameterizedTest
    @EnumSource(Name.class)
    void isAtMostOneOfWaitingHoldingAndOver(Name name) {
        JobState state = new JobState(name, name.name());
        int phases = (state.isWaiting() ? 1 : 0) + (state.holdsNodes() ? 1 : 0) + (state.isTerminal() ? 1 : 0);
        assertThat(phases).isEqualTo(state.isKnown() ? 1 : 0);
        assertThat(state.isLive()).isEqualTo(state.isWaiting() || state.holdsNodes());
        assertThat(state.isCompleted() && state.isFailure()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "TIMEOUT", "OUT_OF_MEMORY", "NODE_FAIL", "BOOT_FAIL", "DEADLINE", "PREEMPTED"})
    void neverTakesAFailureForSuccess(String raw) {
        assertThat(JobState.parse(raw).isFailure()).isTrue();
        assertThat(JobState.parse(raw).isCompleted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TELEPORTING", "?", "completed?"})
    void aWordNobodyKnowsIsNeitherLiveNorOver(String raw) {
        JobState state = JobState.parse(raw);
        assertThat(state.name()).isEqualTo(Name.UNKNOWN);
        assertThat(state.isLive() || state.isTerminal()).isFalse();
        assertThat(state.text()).isEqualTo(raw);
    }

    @Test
    void tellsWhoCancelledIt() {
        assertThat(JobState.parse("CANCELLED by 1001").cancelledBy()).hasValue(1001);
        assertThat(JobState.parse("CANCELLED").cancelledBy()).isEmpty();
        assertThat(JobState.parse("OUT_OF_MEMORY").text()).isEqualTo("out of memory");
    }
}
