package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No node of the cluster can give what it asks for. */
final class CanNeverStart implements Rule {
    private static final Set<String> REASONS =
            Set.of("BadConstraints", "AccountNotAllowed", "InvalidAccount", "InvalidQOS", "QOSNotAllowed", "DeadLine");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.waits() || !REASONS.contains(evidence.job().reason().word())) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                        name(),
                        "As it is it can never start",
                        evidence.job().reason().sentence(),
                        Confidence.CERTAIN,
                        List.of(
                                evidence.reason(),
                                evidence.field("Partition", evidence.job().partition())),
                        "Cancel it (scancel " + evidence.job().id() + ") and submit it with what the cluster has.",
                        null)
                .withCommands("scancel " + evidence.job().id()));
    }
}
