package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;

/** Somebody cancelled it. */
final class Cancelled implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.ended() || !evidence.job().state().isCancelled()) {
            return Optional.empty();
        }
        String by = evidence.record().cancelledBy();
        boolean owner = evidence.job().owner().equals(by);
        boolean started = evidence.job().startedAt() != null;
        boolean root = "root".equals(by) || "0".equals(by);
        String who = root
                ? "root: an administrator, or Slurm itself, for example where a prolog failed and it may not be queued again"
                : by == null ? "somebody; who is not known yet" : owner ? "its owner, " + by : by;
        return Optional.of(new Finding(
                name(),
                by == null ? "Cancelled" : owner ? "Cancelled by its owner" : "Cancelled by " + by,
                "It was cancelled " + (started ? "while it ran" : "before it started") + " by " + who + ".",
                by == null ? Confidence.LIKELY : Confidence.CERTAIN,
                List.of(evidence.state()),
                owner || by == null
                        ? "Nothing was wrong with it as far as Slurm knows: submit it again if it is still wanted."
                        : "Ask " + by + " why before you submit it again.",
                owner ? Fix.AS_IT_WAS : null));
    }
}
