package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnderMaintenanceTests {
    private final UnderMaintenance rule = new UnderMaintenance();

    @Test
    void aWindowThatHasBegunKeepsEverybodyOut() {
        assertThat(rule.look(NodeCase.idle()
                        .reserved(
                                "maint_driver", "MAINT,IGNORE_JOBS", NodeCase.NOW.minusSeconds(60), Duration.ofHours(4))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("Maintenance is under way");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.OUT);
                    assertThat(hindrance.toString()).contains("maint_driver");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void aWindowAheadLetsShortJobsStart() {
        assertThat(rule.look(NodeCase.idle()
                        .reserved(
                                "maint_driver",
                                "MAINT,IGNORE_JOBS",
                                NodeCase.NOW.plusSeconds(3600),
                                Duration.ofHours(4))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("Maintenance begins soon");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.SOME);
                    assertThat(hindrance.toString()).contains("13:00:00");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void doesNotSayWhoMayStillRun() {
        assertThat(rule.look(NodeCase.idle()
                                .reserved(
                                        "maint_driver",
                                        "MAINT,IGNORE_JOBS",
                                        NodeCase.NOW.plusSeconds(60),
                                        Duration.ofHours(4))
                                .circumstances())
                        .orElseThrow()
                        .facts())
                .extracting(Hindrance.Fact::field)
                .doesNotContain("Users");
    }

    @Test
    void nodesKeptForPeopleAreNoMaintenance() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.idle()
                        .reserved("course", "SPEC_NODES", NodeCase.NOW, Duration.ofHours(4))
                        .circumstances()))
                .isEmpty();
    }
}
