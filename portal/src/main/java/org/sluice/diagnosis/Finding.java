package org.sluice.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param rule the rule's name, under which its document describes it
 * @param title the cause in a few words
 * @param cause the cause in sentences
 * @param citations the evidence, the telling piece first
 * @param directive what to do about it
 * @param commands of the directive, as they stand in it, to be copied
 * @param remedy a change to submit the job again with; null when no change of options helps
 */
public record Finding(
        String rule,
        String title,
        String cause,
        Confidence confidence,
        List<Citation> citations,
        String directive,
        List<String> commands,
        @Nullable Fix remedy) {

    public Finding {
        citations = List.copyOf(citations);
        commands = List.copyOf(commands);
    }

    /** A finding whose directive names no command. */
    public Finding(
            String rule,
            String title,
            String cause,
            Confidence confidence,
            List<Citation> citations,
            String directive,
            @Nullable Fix remedy) {
        this(rule, title, cause, confidence, citations, directive, List.of(), remedy);
    }

    /** The same with those of the commands that its directive names. */
    Finding withCommands(String... all) {
        List<String> named = Stream.of(all).filter(directive::contains).toList();
        return new Finding(rule, title, cause, confidence, citations, directive, named, remedy);
    }

    public Optional<Fix> fix() {
        return Optional.ofNullable(remedy);
    }
}
