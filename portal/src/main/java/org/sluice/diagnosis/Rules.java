package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    private static final String STOPPED =
            "The search ended before the whole output was searched for every cause: it takes too"
                    + " long. There may be more than this.";

    private Rules() {}

    /** What the rules find. When the budget is spent, those that search the output do not answer any more. */
    static Explanation apply(Evidence evidence) {
        List<Finding> findings = new ArrayList<>(found(CAUSES, evidence).toList());
        if (findings.isEmpty()) {
            found(OTHERWISE, evidence).findFirst().ifPresent(findings::add);
        }
        findings.addAll(found(REMARKS, evidence).toList());
        return new Explanation(
                findings,
                evidence.budget().isSpent() ? STOPPED : evidence.output().gap());
    }

    /** Whether the finding names a cause: one of the rules that are asked first. */
    static boolean isCause(Finding finding) {
        return CAUSES.stream().anyMatch(rule -> rule.name().equals(finding.rule()));
    }

    static List<Rule> all() {
        List<Rule> all = new ArrayList<>(CAUSES);
        all.addAll(OTHERWISE);
        all.addAll(REMARKS);
        return List.copyOf(all);
    }

    private static Stream<Finding> found(List<Rule> rules, Evidence evidence) {
        return rules.stream().map(rule -> answer(rule, evidence)).flatMap(Optional::stream);
    }

    private static Optional<Finding> answer(Rule rule, Evidence evidence) {
        try {
            return rule.look(evidence);
        } catch (Budget.Spent spent) {
            return Optional.empty();
        }
    }
}
