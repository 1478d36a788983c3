package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;

/** Every rule, in the order in which findings are shown. */
final class Rules {
    /** Each names one cause. */
    private static final List<Rule> CAUSES = List.of();

    private Rules() {}

    static List<Finding> apply(Evidence evidence) {
        return CAUSES.stream()
                .map(rule -> rule.look(evidence))
                .flatMap(Optional::stream)
                .toList();
    }
}
