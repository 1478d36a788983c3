package org.sluice.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sluice.web.LiveStreams;
import org.sluice.web.Pulse;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells the frame of every page how well the cluster is seen, and open pages whenever that changes. */
@Controller
@ControllerAdvice
class PulseOnEveryPage {
    private static final Duration SLOW = Duration.ofSeconds(15);

    private final Snapshots snapshots;
    private final LiveStreams streams;
    private final Clock clock;
    private volatile Pulse.Kind told = Pulse.Kind.NEVER;
    /** A page was made since that says otherwise: slow, while an answer took long. It has to hear that this is over. */
    private volatile boolean shownOtherwise;

    PulseOnEveryPage(Snapshots snapshots, LiveStreams streams, Clock clock) {
        this.snapshots = snapshots;
        this.streams = streams;
        this.clock = clock;
    }

    @ModelAttribute
    void pulse(Model model) {
        Pulse pulse = now();
        if (pulse.kind() != told) {
            shownOtherwise = true;
        }
        model.addAttribute("pulse", pulse);
        model.addAttribute("pulseHref", "/pulse");
        model.addAttribute("pulseTopic", PulseTopic.CHANGED);
    }

    @GetMapping("/pulse")
    String pulse() {
        return "web/_pulse :: live";
    }

    @EventListener
    void tell(ClusterLookedAt looked) {
        Pulse pulse = now();
        boolean news = pulse.kind() != told || shownOtherwise;
        told = pulse.kind();
        shownOtherwise = false;
        if (news) {
            streams.publish(PulseTopic.CHANGED, "", login -> true);
        }
        if (pulse.observedAt() != null) {
            streams.publish(PulseTopic.SEEN, pulse.observedAt().toString(), login -> true);
        }
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
        boolean slow = observedAt.get().plus(SLOW).isBefore(clock.instant());
        return new Pulse(slow ? Pulse.Kind.SLOW : Pulse.Kind.FRESH, observedAt.get(), unread(sight));
    }

    private static String unread(Sight sight) {
        int unreadable = sight.snapshot().map(Snapshot::unreadable).orElse(0);
        return unreadable == 0 ? "" : unreadable + " rows of Slurm's answer could not be read";
    }
}
