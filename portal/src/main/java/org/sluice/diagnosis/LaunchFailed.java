package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState.Name;

/** Slurm could not start it: a prolog failed, a node did not boot, or slurmd could not begin the script. */
final class LaunchFailed implements Rule {
    private static final Set<String> REASONS = Set.of("launch failed requeued held", "JobLaunchFailure", "BootFailure");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        boolean reason = REASONS.contains(evidence.job().reason().word());
        boolean boot = evidence.job().state().name() == Name.BOOT_FAIL;
        if ((!reason && !boot) || wasKilledAsItRan(evidence)) {
            return Optional.empty();
        }
        boolean held = evidence.job().live();
        List<Citation> citations = new ArrayList<>();
        if (reason) {
            citations.add(evidence.field("Reason", evidence.job().reason().word()));
        }
        citations.add(evidence.state());
        return Optional.of(new Finding(
                        name(),
                        "It could not be started",
                        held
                                ? "A node's prolog failed, or its slurmd could not begin the script. Slurm put the job back into the"
                                        + " queue, holds it, and drains the node where the prolog failed."
                                : "The node could not begin its script.",
                        Confidence.CERTAIN,
                        citations,
                        held
                                ? "An administrator looks at the drained node (scontrol show node) and at its slurmd log; then"
                                        + " scontrol release " + evidence.job().id() + " lets it start."
                                : "Submit it again; if it fails on the same node again, an administrator has to look at that node.",
                        held ? null : Fix.AS_IT_WAS)
                .withCommands("scontrol release " + evidence.job().id()));
    }

    /** Slurm gives the same reason to a script that a signal ended, and to one whose output could not be opened (22.05). */
    private static boolean wasKilledAsItRan(Evidence evidence) {
        ExitStatus exit = evidence.job().exitStatus();
        return evidence.ended()
                && exit != null
                && (exit.isNotStarted() || exit.killedBy().isPresent());
    }
}
