package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param rule the rule's name, under which its document describes it
 * @param title the cause in a few words
 * @param cause the cause in sentences
 * @param citations the evidence, the telling piece first
 * @param directive what to do about it
 * @param remedy a change to submit the job again with; null when no change of options helps
 */
public record Finding(
        String rule,
        String title,
        String cause,
        Confidence confidence,
        List<Citation> citations,
        String directive,
        @Nullable Fix remedy) {

    public Finding {
        citations = List.copyOf(citations);
    }

    public Optional<Fix> fix() {
        return Optional.ofNullable(remedy);
    }
}
