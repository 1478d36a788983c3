package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScontrolOrderTests {
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void isShownAsOneWouldTypeIt() {
        assertThat(ScontrolOrder.drain("a1", "GPU 3's fan; rm -rf").line())
                .isEqualTo("scontrol update nodename=a1 state=drain 'reason=GPU 3'\\''s fan; rm -rf'");
        assertThat(ScontrolOrder.down("a1", "dead").line())
                .isEqualTo("scontrol update nodename=a1 state=down reason=dead");
        assertThat(ScontrolOrder.resume("a1").line()).isEqualTo("scontrol update nodename=a1 state=resume");
        assertThat(ScontrolOrder.reboot("a1", "driver").line())
                .isEqualTo("scontrol reboot ASAP nextstate=RESUME reason=driver a1");
        assertThat(ScontrolOrder.cancelReboot("a1").line()).isEqualTo("scontrol cancel_reboot a1");
        assertThat(ScontrolOrder.partition("gpu", "DRAIN").line())
                .isEqualTo("scontrol update partitionname=gpu state=drain");
    }

    @Test
    void takingBackADrainGivesTheReasonBackThatWasThere() {
        assertThat(ScontrolOrder.undrain("a1", "").words())
                .containsExactly("scontrol", "update", "nodename=a1", "state=undrain");
        assertThat(ScontrolOrder.undrain("a1", "Not responding").words())
                .containsExactly("scontrol", "update", "nodename=a1", "state=undrain", "reason=Not responding");
    }

    @Test
    void reservesInUtcWhateverTheZoneOfTheHead() {
        assertThat(ScontrolOrder.maintenance(
                                "maint_x", List.of("a1", "a2"), TEN, Duration.ofMinutes(90), List.of("root"))
                        .words())
                .containsExactly(
                        "env",
                        "TZ=UTC",
                        "scontrol",
                        "create",
                        "reservation",
                        "reservationname=maint_x",
                        "starttime=2026-11-22T10:00:00",
                        "duration=90",
                        "nodes=a[1-2]",
                        "users=root",
                        "flags=MAINT,IGNORE_JOBS");
        assertThat(ScontrolOrder.reserve(
                                "course", List.of("c1"), TEN, Duration.ofHours(1), List.of(), List.of("research"))
                        .words())
                .endsWith("nodes=c1", "accounts=research");
        assertThat(ScontrolOrder.changeReservation(
                                "course", List.of("c1"), TEN, Duration.ofHours(2), List.of("bob"), List.of())
                        .line())
                .isEqualTo("env TZ=UTC scontrol update reservationname=course starttime=2026-11-22T10:00:00"
                        + " duration=120 nodes=c1 users=bob accounts=");
        assertThat(ScontrolOrder.changeReservation(
                                "course", List.of("c1"), null, Duration.ofHours(2), List.of(), List.of("research"))
                        .line())
                .isEqualTo(
                        "env TZ=UTC scontrol update reservationname=course duration=120 nodes=c1 accounts=research users=");
        assertThat(ScontrolOrder.deleteReservation("course").line())
                .isEqualTo("scontrol delete reservationname=course");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "all", "a1,a2", "a[1-2]", "", "-a", "a1 state=down", "a1;id"})
    void neverTakesMoreThanOneNode(String node) {
        assertThatThrownBy(() -> ScontrolOrder.down(node, "x")).hasMessageContaining("one node");
        assertThatThrownBy(() -> ScontrolOrder.reboot(node, "x")).hasMessageContaining("one node");
        assertThatThrownBy(() -> ScontrolOrder.cancelReboot(node)).hasMessageContaining("one node");
        assertThatThrownBy(
                        () -> ScontrolOrder.maintenance("m", List.of(node), TEN, Duration.ofHours(1), List.of("root")))
                .hasMessageContaining("one node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x,y", "x flags=IGNORE_JOBS", "-x", "x=y"})
    void refusesNamesThatScontrolWouldReadOtherwise(String name) {
        assertThatThrownBy(() -> ScontrolOrder.deleteReservation(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScontrolOrder.partition(name, "UP")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        ScontrolOrder.reserve("m", List.of("a1"), TEN, Duration.ofHours(1), List.of(name), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAStateThatNoPartitionHas() {
        assertThatThrownBy(() -> ScontrolOrder.partition("gpu", "down")).hasMessageContaining("UP, DOWN");
    }
}
