package org.sluice.assistant;

import java.util.function.Supplier;
import org.sluice.diagnosis.Explanation;
import org.sluice.diagnosis.Finding;
import org.sluice.web.WorkNotDone;

/** The findings of the rules as data for the model, each with its evidence. */
final class FoundFacts {
    private FoundFacts() {}

    /** @param rules asks them; they may not have the time */
    static void write(Supplier<Explanation> rules, DataBlock into) {
        try {
            write(rules.get(), into);
        } catch (WorkNotDone later) {
            into.note("The rules could not be asked just now. " + later.getMessage() + ".");
        }
    }

    private static void write(Explanation explanation, DataBlock into) {
        if (explanation.findings().isEmpty()) {
            into.note("The rules found nothing to say about this job.");
        }
        for (Finding finding : explanation.findings()) {
            into.note("Finding, " + finding.confidence().word() + ": " + finding.title() + ". " + finding.cause());
            finding.citations().forEach(into::citation);
            into.note("What to do about it: " + finding.directive());
        }
        if (explanation.gap() != null) {
            into.note(explanation.gap());
        }
    }
}
