package org.sluice.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found about a job.
 *
 * @param findings the most telling first
 * @param gap what was not looked at, in a sentence; null when everything was
 */
public record Explanation(List<Finding> findings, @Nullable String gap) {
    public Explanation {
        findings = List.copyOf(findings);
    }
}
