package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.web.Audience;
import org.sluice.web.LiveStreams;
import org.sluice.web.Pulse;
import org.sluice.web.WebParts;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;

class PulseOnEveryPageTests {
    private final MovableClock clock = new MovableClock();
    private final Snapshots snapshots = new Snapshots();
    private final List<String> said = new ArrayList<>();
    private final PulseOnEveryPage pages = new PulseOnEveryPage(
            snapshots,
            new ClusterProperties("test", "poll", Duration.ofSeconds(2)),
            new LiveStreams(WebParts.eventStreams(), (audience, login) -> true) {
                @Override
                public void publish(String topic, String data, Audience audience) {
                    said.add(topic);
                }
            },
            clock);

    @Test
    void pagesHearOnceThatTheClusterIsSeenOrLost() {
        looked(seen());
        looked(seen());
        looked(snapshots.sight().lost(clock.instant(), "silent"));
        looked(snapshots.sight().lost(clock.instant(), "silent"));
        looked(seen());
        assertThat(said.stream().filter("pulse"::equals)).hasSize(3);
    }

    @Test
    void aPageThatWasMadeWhileAnAnswerTookLongHearsThatItCame() {
        looked(seen());
        clock.move(Duration.ofSeconds(7));
        assertThat(shown()).isEqualTo(Pulse.Kind.SLOW);
        said.clear();
        looked(seen());
        assertThat(said).contains("pulse");
        assertThat(shown()).isEqualTo(Pulse.Kind.FRESH);
        said.clear();
        looked(seen());
        assertThat(said).doesNotContain("pulse");
    }

    @Test
    void aPageThatWasMadeBetweenTheLookAndItsNewsHearsTheNext() {
        looked(seen());
        snapshots.see(snapshots.sight().lost(clock.instant(), "silent"));
        assertThat(shown()).isEqualTo(Pulse.Kind.UNREACHABLE);
        said.clear();
        looked(seen());
        assertThat(said).contains("pulse");
    }

    @Test
    void aPictureAgesWithoutAnyAnswer() {
        looked(seen());
        said.clear();
        clock.move(Duration.ofSeconds(4));
        pages.age();
        assertThat(shown()).isEqualTo(Pulse.Kind.FRESH);
        assertThat(said).isEmpty();
        clock.move(Duration.ofSeconds(3));
        pages.age();
        pages.age();
        assertThat(shown()).isEqualTo(Pulse.Kind.SLOW);
        assertThat(said).containsExactly("pulse");
        clock.move(Duration.ofSeconds(10));
        pages.age();
        assertThat(shown()).isEqualTo(Pulse.Kind.UNREACHABLE);
        assertThat(said).containsExactly("pulse", "pulse");
    }

    @Test
    void aClusterThatTakesLongToAnswerMayTakeLonger() {
        assertThat(Freshness.of(Duration.ofSeconds(2), Duration.ofMillis(100)))
                .isEqualTo(new Freshness(Duration.ofSeconds(6), Duration.ofSeconds(16)));
        assertThat(Freshness.of(Duration.ofSeconds(2), Duration.ofSeconds(3)))
                .isEqualTo(new Freshness(Duration.ofSeconds(18), Duration.ofSeconds(28)));
    }

    private Sight seen() {
        Snapshot taken =
                new Snapshot(clock.instant(), Duration.ofMillis(30), List.of(), Map.of(), Map.of(), List.of(), 0);
        return snapshots.sight().with(taken);
    }

    private void looked(Sight sight) {
        snapshots.see(sight);
        pages.tell(new ClusterLookedAt());
    }

    private Pulse.Kind shown() {
        Model model = new ExtendedModelMap();
        pages.pulse(model);
        return ((Pulse) Objects.requireNonNull(model.getAttribute("pulse"))).kind();
    }
}
