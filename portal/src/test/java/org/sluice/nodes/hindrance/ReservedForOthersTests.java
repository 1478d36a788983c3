package org.sluice.nodes.hindrance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReservedForOthersTests {
    private final ReservedForOthers rule = new ReservedForOthers();

    @Test
    void saysHowToUseIt() {
        assertThat(rule.look(NodeCase.idle()
                        .reserved("course", "SPEC_NODES", NodeCase.NOW.minusSeconds(60), Duration.ofHours(4))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It is reserved");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.SOME);
                    assertThat(hindrance.toString()).contains("--reservation=course");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void saysFromWhen() {
        assertThat(rule.look(NodeCase.idle()
                        .reserved("course", "SPEC_NODES", NodeCase.NOW.plusSeconds(3600), Duration.ofHours(4))
                        .circumstances()))
                .hasValueSatisfying(hindrance -> {
                    assertThat(hindrance.title()).isEqualTo("It will be reserved");
                    assertThat(hindrance.kind()).isEqualTo(Hindrance.Kind.SOME);
                    assertThat(hindrance.toString()).contains("13:00:00");
                    assertThat(hindrance.change()).isNotBlank();
                });
    }

    @Test
    void maintenanceIsAnotherThing() {
        assertThat(rule.look(NodeCase.idle().circumstances())).isEmpty();
        assertThat(rule.look(NodeCase.idle()
                        .reserved(
                                "maint_driver", "MAINT,IGNORE_JOBS", NodeCase.NOW.minusSeconds(60), Duration.ofHours(4))
                        .circumstances()))
                .isEmpty();
    }
}
