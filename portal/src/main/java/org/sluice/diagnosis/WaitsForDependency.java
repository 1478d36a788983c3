package org.sluice.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** It waits for another job, or for one that can never end as it should. */
final class WaitsForDependency implements Rule {
    private static final Pattern JOB = Pattern.compile("\\d+(?:_\\d+)?");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        boolean never = evidence.waitsFor("DependencyNeverSatisfied");
        if (!never && !evidence.waitsFor("Dependency")) {
            return Optional.empty();
        }
        String dependency = evidence.queue().self() == null
                ? evidence.record().dependency()
                : evidence.queue().self().dependency();
        List<Citation> citations = new ArrayList<>(List.of(evidence.reason()));
        if (!dependency.isEmpty()) {
            citations.add(evidence.field("Dependency", dependency));
        }
        Matcher other = JOB.matcher(dependency);
        String which = other.find() ? "job " + other.group() : "another job";
        return Optional.of(new Finding(
                        name(),
                        never ? "It can never start: " + which + " did not end as it should" : "It waits for " + which,
                        never
                                ? "Its dependency demands how " + which + " ends, and that ended otherwise."
                                : "Its dependency lets it start only after " + which + "."
                                        + (dependency.contains("afterok")
                                                ? " That job has to complete: if it fails, this one never starts."
                                                : ""),
                        Confidence.CERTAIN,
                        citations,
                        never
                                ? "Cancel it (scancel " + evidence.job().id()
                                        + ") and submit it again without the dependency, or take the"
                                        + " dependency away: scontrol update JobId="
                                        + evidence.job().id() + " Dependency="
                                : "Wait for " + which
                                        + "; to start it without, take the dependency away: scontrol update JobId="
                                        + evidence.job().id() + " Dependency=",
                        null)
                .withCommands(
                        "scancel " + evidence.job().id(),
                        "scontrol update JobId=" + evidence.job().id() + " Dependency="));
    }
}
