package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all rules together say of a node. */
class HindrancesTests {
    private static final List<HindranceRule> ALL = List.of(
            new NotRegistered(),
            new NotResponding(),
            new PowerSaving(),
            new Rebooting(),
            new LowMemory(),
            new FewerResources(),
            new InvalidRegistration(),
            new PrologFailed(),
            new UnkillableStep(),
            new UnexpectedReboot(),
            new Drained(),
            new SetDown(),
            new UnderMaintenance(),
            new ReservedForOthers(),
            new PartitionHoldsBack(),
            new GpusAllGiven(),
            new CpusAllGiven(),
            new MemoryAllGiven(),
            new AnswerUnread());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DOWN",
                "DOWN+NOT_RESPONDING",
                "DOWN+REBOOT_ISSUED",
                "DOWN+POWERED_DOWN",
                "IDLE+DRAIN",
                "MIXED+DRAIN",
                "IDLE+FAIL",
                "ALLOCATED+FAIL",
                "ERROR",
                "IDLE+MAINT",
                "IDLE+BLOCKED",
                "IDLE+NOT_RESPONDING+POWERED_DOWN",
                "IDLE+INVALID_REG",
                "UNKNOWN",
                "BRANDNEW"
            })
    void aNodeThatTakesNoJobsNeverReadsAsGood(String state) {
        for (String reason :
                List.of("", "not responding", "Not responding", "fan", "no route: not responding since 9")) {
            assertThat(Hindrances.in(NodeCase.state(state).reason(reason).circumstances(), ALL))
                    .as("%s, %s", state, reason)
                    .anySatisfy(hindrance -> assertThat(hindrance.kind()).isNotEqualTo(Hindrance.Kind.SOME));
        }
    }

    @Test
    void aDownNodeWhoseReasonSpeaksOfNoAnswerIsDown() {
        assertThat(Hindrances.in(NodeCase.state("DOWN").reason("not responding").circumstances(), ALL))
                .extracting(Hindrance::title)
                .containsExactly("It is down");
    }

    @Test
    void aWordThatThePortalDoesNotKnowIsSaid() {
        assertThat(Hindrances.in(NodeCase.state("IDLE+BRANDNEW").circumstances(), ALL))
                .singleElement()
                .satisfies(hindrance -> {
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.SOME);
                    assertThat(hindrance.toString()).contains("IDLE+BRANDNEW");
                });
    }

    @Test
    void nothingStandsInTheWayOfAnIdleNode() {
        assertThat(Hindrances.in(NodeCase.idle().circumstances(), ALL)).isEmpty();
    }
}
