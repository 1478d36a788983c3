package org.sluice.nodes.hindrance;

import java.util.List;

/** Reasons that Slurm itself writes and that have a rule of their own, so that the general rules leave them alone. */
final class SlurmsOwnReasons {
    private static final List<HindranceRule> SPECIAL = List.of(
            new LowMemory(), new FewerResources(), new PrologFailed(), new UnkillableStep(), new UnexpectedReboot());

    private SlurmsOwnReasons() {}

    static boolean explain(Circumstances circumstances) {
        return SPECIAL.stream().anyMatch(rule -> rule.look(circumstances).isPresent());
    }
}
