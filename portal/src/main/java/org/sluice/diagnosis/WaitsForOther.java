package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;

/** It waits for a reason that has no rule of its own; Slurm's word is explained. */
final class WaitsForOther implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.waits()) {
            return Optional.empty();
        }
        boolean none = evidence.job().reason().isNone();
        return Optional.of(new Finding(
                name(),
                none
                        ? "Slurm has not looked at it yet"
                        : "It waits: " + evidence.job().reason().word(),
                none
                        ? "It was submitted just now, or Slurm has not got to it yet. Why it waits will show here."
                        : evidence.job().reason().sentence(),
                none ? Confidence.LIKELY : Confidence.CERTAIN,
                List.of(evidence.reason()),
                none ? "Nothing yet." : "The page of Slurm's documentation on job reason codes lists this word.",
                null));
    }
}
