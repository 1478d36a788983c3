package org.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.web.LiveStreams;
import org.sluice.web.Pulse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;

class PulseOnEveryPageTests {
    private final MovableClock clock = new MovableClock();
    private final Snapshots snapshots = new Snapshots();
    private final List<String> said = new ArrayList<>();
    private final PulseOnEveryPage pages = new PulseOnEveryPage(
            snapshots,
            new LiveStreams() {
                @Override
                public void publish(String topic, String data, Predicate<String> toLogin) {
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
        clock.move(Duration.ofSeconds(16));
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
