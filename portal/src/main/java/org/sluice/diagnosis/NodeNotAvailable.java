package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluice.cluster.NodeRecord;
import org.sluice.cluster.QueuedJob;
import org.sluice.cluster.ReservationRecord;

/** A node it needs is down, drained or reserved. */
final class NodeNotAvailable implements Rule {
    private static final Set<String> REASONS =
            Set.of("ReqNodeNotAvail", "NodeDown", "Reservation", "ReservationDeleted");
    private static final int NAMED = 3;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        String reason = evidence.job().reason().word();
        if (!evidence.waits() || !REASONS.contains(reason)) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>(List.of(evidence.reason()));
        QueuedJob self = evidence.queue().self();
        if (self != null && !self.reservation().isEmpty()) {
            citations.add(evidence.field("Reservation", self.reservation()));
        }
        evidence.queue().nodes().stream()
                .filter(node -> !node.state().isUsable())
                .limit(NAMED)
                .forEach(node -> citations.add(out(evidence, node)));
        citations.addAll(Waits.maintenance(evidence));
        boolean reservation = reason.startsWith("Reservation");
        Optional<String> window =
                evidence.queue().maintenance().filter(found -> !reservation).map(ReservationRecord::name);
        return Optional.of(new Finding(
                        name(),
                        reservation
                                ? "Its reservation does not let it start"
                                : window.map(name -> "It waits for maintenance " + name)
                                        .orElse("A node it needs is not available"),
                        evidence.job().reason().sentence() + Waits.maintenanceWords(evidence),
                        reservation || citations.size() > 1 ? Confidence.CERTAIN : Confidence.LIKELY,
                        citations,
                        reservation
                                ? "scontrol show reservation says when it begins; submit without --reservation to run outside of it."
                                : "Wait for the node, or do not ask for that node (--nodelist); a shorter time limit may end before a"
                                        + " maintenance begins.",
                        null)
                .withCommands("scontrol show reservation"));
    }

    private static Citation out(Evidence evidence, NodeRecord node) {
        String why = node.reason().map(reason -> ": " + reason.text()).orElse("");
        return new Citation.Field(
                node.name() + ".State",
                node.state() + why,
                "scontrol show node",
                evidence.queue().takenAt());
    }
}
