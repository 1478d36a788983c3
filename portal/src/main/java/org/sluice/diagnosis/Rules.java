package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every rule, in the order in which findings are shown. */
final class Rules {
    /** Each names one cause; several can be true of one job. */
    private static final List<Rule> CAUSES = List.of(
            new OutOfMemory(),
            new CudaOutOfMemory(),
            new NcclTimeout(),
            new DiskFull(),
            new BadInterpreter(),
            new CommandNotFound(),
            new PythonTraceback(),
            new OutputNotWritable(),
            new LaunchFailed(),
            new NodeFailed(),
            new Preempted(),
            new TimeLimitReached(),
            new Cancelled(),
            new WaitsForResources(),
            new WaitsForPriority(),
            new WaitsForDependency(),
            new WaitsForBeginTime(),
            new Held(),
            new WaitsForLimit(),
            new PartitionLimit(),
            new NodeNotAvailable(),
            new CanNeverStart());

    /** Asked one after the other where no cause was found; the first that answers is the only one. */
    private static final List<Rule> OTHERWISE =
            List.of(new EndedWithExitCode(), new OutcomeNotKnown(), new WaitsForOther());

    /** True beside any cause, and of a job that completed. */
    private static final List<Rule> REMARKS = List.of(new IdleGpus());

    private Rules() {}

    static List<Finding> apply(Evidence evidence) {
        List<Finding> findings = new ArrayList<>(found(CAUSES, evidence));
        if (findings.isEmpty()) {
            found(OTHERWISE, evidence).stream().findFirst().ifPresent(findings::add);
        }
        findings.addAll(found(REMARKS, evidence));
        return List.copyOf(findings);
    }

    static List<Rule> all() {
        List<Rule> all = new ArrayList<>(CAUSES);
        all.addAll(OTHERWISE);
        all.addAll(REMARKS);
        return List.copyOf(all);
    }

    private static List<Finding> found(List<Rule> rules, Evidence evidence) {
        return rules.stream()
                .map(rule -> rule.look(evidence))
                .flatMap(Optional::stream)
                .toList();
    }
}
