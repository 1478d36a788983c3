package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.cluster.ReservationRecord;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A reservation keeps the node for some people. */
@Component
@Order(140)
class ReservedForOthers implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        return circumstances.reservations().stream()
                .filter(reservation -> !reservation.isMaintenance())
                .findFirst()
                .map(reservation -> explain(circumstances, reservation));
    }

    private static Hindrance explain(Circumstances circumstances, ReservationRecord reservation) {
        String from = circumstances.formats().exact(reservation.startsAt().orElse(null));
        String until = circumstances.formats().exact(reservation.endsAt().orElse(null));
        boolean now = reservation.startsBy(circumstances.now());
        return Hindrance.some(
                        now ? "It is reserved" : "It will be reserved",
                        now
                                ? "Until " + until + " only jobs that ask for the reservation start here."
                                : "From " + from + " to " + until
                                        + " only jobs that ask for the reservation run here; others start only if they can end before.",
                        "Whoever may use it submits with --reservation=" + reservation.name()
                                + "; everybody else waits for its end or uses other nodes.")
                .with("ReservationName", reservation.name())
                .with("StartTime", from)
                .with("EndTime", until);
    }
}
