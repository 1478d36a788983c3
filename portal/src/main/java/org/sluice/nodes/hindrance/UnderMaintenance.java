package org.sluice.nodes.hindrance;

import java.util.Optional;
import org.sluice.cluster.ReservationRecord;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A maintenance window holds the node, or will before most jobs could end. */
@Component
@Order(130)
class UnderMaintenance implements HindranceRule {
    @Override
    public Optional<Hindrance> look(Circumstances circumstances) {
        return circumstances.reservations().stream()
                .filter(ReservationRecord::isMaintenance)
                .findFirst()
                .map(window -> explain(circumstances, window));
    }

    private static Hindrance explain(Circumstances circumstances, ReservationRecord window) {
        String from = circumstances.formats().exact(window.startsAt().orElse(null));
        String until = circumstances.formats().exact(window.endsAt().orElse(null));
        Hindrance hindrance = window.startsBy(circumstances.now())
                ? Hindrance.out(
                        "Maintenance is under way",
                        "The node is kept free for maintenance until " + until + ".",
                        "Jobs start again when the window ends, or when somebody deletes the reservation.")
                : Hindrance.some(
                        "Maintenance begins soon",
                        "From " + from + " to " + until
                                + " the node is kept free. Slurm starts no job whose time limit reaches into that.",
                        "A time limit that ends before " + from + " lets a job start now.");
        return hindrance
                .with("ReservationName", window.name())
                .with("StartTime", from)
                .with("EndTime", until);
    }
}
