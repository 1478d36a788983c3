package org.sluice.assistant;

import java.util.List;
import org.sluice.diagnosis.Finding;

/** The findings of the rules as data for the model, each with its evidence. */
final class FoundFacts {
    private FoundFacts() {}

    static void write(List<Finding> findings, DataBlock into) {
        if (findings.isEmpty()) {
            into.note("The rules found nothing to say about this job.");
        }
        for (Finding finding : findings) {
            into.note("Finding, " + finding.confidence().word() + ": " + finding.title() + ". " + finding.cause());
            finding.citations().forEach(into::citation);
            into.note("What to do about it: " + finding.directive());
        }
    }
}
