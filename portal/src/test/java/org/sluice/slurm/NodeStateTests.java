package org.sluice.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    IDLE                             | idle           | true
                    MIXED                            | mixed          | true
                    ALLOCATED                        | allocated      | true
                    MIXED+DRAIN                      | draining       | false
                    IDLE+DRAIN                       | drained        | false
                    drained*                         | not responding | false
                    IDLE+COMPLETING+DRAIN            | draining       | false
                    ALLOCATED+DRAIN+REBOOT_REQUESTED | draining       | false
                    DOWN+DRAIN+REBOOT_ISSUED         | powering       | false
                    DOWN+NOT_RESPONDING              | not responding | false
                    IDLE*                            | not responding | false
                    DOWN                             | down           | false
                    down                             | down           | false
                    IDLE+CLOUD+POWERED_DOWN          | powering       | true
                    idle~                            | powering       | true
                    ALLOCATED+CLOUD+POWERING_UP      | powering       | true
                    IDLE+POWERING_DOWN               | powering       | false
                    IDLE+PLANNED                     | planned        | true
                    IDLE+RESERVED                    | reserved       | true
                    IDLE+MAINTENANCE                 | reserved       | false
                    IDLE+DYNAMIC_NORM                | idle           | true
                    IDLE+INVALID_REG                 | down           | false
                    FUTURE                           | dynamic        | false
                    SOMETHING_NEW                    | unknown        | false
                    """)
    void tellsTheWordAndWhetherJobsMayStart(String raw, String word, boolean usable) {
        NodeState state = NodeState.parse(raw);
        assertThat(state.look().word()).isEqualTo(word);
        assertThat(state.isUsable()).isEqualTo(usable);
        assertThat(state).hasToString(raw);
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        assertThat(NodeState.parse("IDLE+ENCHANTED").has(NodeState.Flag.OTHER)).isTrue();
        assertThat(NodeState.parse("IDLE+DYNAMIC_NORM").isDynamic()).isTrue();
        assertThat(NodeState.parse("MIXED+DRAIN").isDraining()).isTrue();
        assertThat(NodeState.parse("IDLE+DRAIN").isDrained()).isTrue();
    }
}
