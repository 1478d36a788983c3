package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sluice.access.Routes;
import org.sluice.web.LiveStreams;
import org.sluice.web.OwnThread;
import org.sluice.web.Pulse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the frame of every page how well the cluster is seen, and open pages whenever that changes. */
@Controller
@ControllerAdvice
class PulseOnEveryPage {
    private static final String THREAD = "pulse-thread";
    private static final String SILENT = "Slurm has not answered in time";

    private final Snapshots snapshots;
    private final ClusterProperties properties;
    private final LiveStreams streams;
    private final Clock clock;
    private volatile Pulse.Kind told = Pulse.Kind.NEVER;
    /** A page was made since that says otherwise: slow, while an answer took long. It has to hear that this is over. */
    private volatile boolean shownOtherwise;

    PulseOnEveryPage(Snapshots snapshots, ClusterProperties properties, LiveStreams streams, Clock clock) {
        this.snapshots = snapshots;
        this.properties = properties;
        this.streams = streams;
        this.clock = clock;
    }

    @ModelAttribute
    void pulse(Model model) {
        Pulse pulse = now();
        if (pulse.kind() != told) {
            shownOtherwise = true;
        }
        Freshness freshness = freshness();
        model.addAttribute("pulse", pulse);
        model.addAttribute("pulseLateAfter", freshness.late().toMillis());
        model.addAttribute("pulseLostAfter", freshness.lost().toMillis());
        model.addAttribute("pulseHref", "/pulse");
        model.addAttribute("pulseTopic", PulseTopic.CHANGED);
    }

    @Bean
    static Routes clusterRoutes() {
        return Routes.of("cluster").forViewers("/pulse");
    }

    @GetMapping("/pulse")
    String pulse() {
        return "web/_pulse :: live";
    }

    @EventListener
    void tell(ClusterLookedAt looked) {
        Pulse pulse = tellNews();
        if (pulse.observedAt() != null) {
            streams.publish(PulseTopic.SEEN, pulse.observedAt().toString());
        }
    }

    @Bean(THREAD)
    static OwnThread thread() {
        return new OwnThread(THREAD);
    }

    /** A question that hangs is an answer too: the age of the snapshot counts although nothing has happened. */
    @Scheduled(scheduler = THREAD, fixedDelay = 1000)
    void age() {
        tellNews();
    }

    private synchronized Pulse tellNews() {
        Pulse pulse = now();
        boolean news = pulse.kind() != told || shownOtherwise;
        told = pulse.kind();
        shownOtherwise = false;
        if (news) {
            streams.publish(PulseTopic.CHANGED, "");
        }
        return pulse;
    }

    private Pulse now() {
        Sight sight = snapshots.sight();
        Optional<Instant> observedAt = sight.snapshot().map(Snapshot::observedAt);
        String why = sight.why() == null ? "" : sight.why();
        if (observedAt.isEmpty()) {
            return Pulse.never(why);
        }
        if (sight.isLost()) {
            return new Pulse(Pulse.Kind.UNREACHABLE, observedAt.get(), why);
        }
        Duration age = Duration.between(observedAt.get(), clock.instant());
        Freshness freshness = freshness();
        if (age.compareTo(freshness.lost()) > 0) {
            return new Pulse(Pulse.Kind.UNREACHABLE, observedAt.get(), SILENT);
        }
        boolean late = age.compareTo(freshness.late()) > 0;
        return new Pulse(late ? Pulse.Kind.SLOW : Pulse.Kind.FRESH, observedAt.get(), unread(sight));
    }

    private Freshness freshness() {
        return snapshots
                .latest()
                .map(snapshot -> Freshness.of(properties.pollEvery(), snapshot.took()))
                .orElse(Freshness.UNKNOWN);
    }

    private static String unread(Sight sight) {
        int unreadable = sight.snapshot().map(Snapshot::unreadable).orElse(0);
        return unreadable == 0 ? "" : unreadable + " rows of Slurm's answer could not be read";
    }
}
