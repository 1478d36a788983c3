package org.sluice.templates;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sluice.jobs.SubmissionKey;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/**
 * A form with its values: the options and variables they come to, and what is wrong with which field.
 *
 * @param errors by field name; a form without errors can be submitted
 */
record FilledForm(
        JobTemplate template,
        FormValues values,
        SbatchOptions options,
        Map<String, String> variables,
        Map<String, String> errors) {

    static FilledForm of(JobTemplate template, FormValues values) {
        return of(template, values, SbatchOptions.NONE);
    }

    /** @param also options for which the form has no field; a field goes before one of them */
    static FilledForm of(JobTemplate template, FormValues values, SbatchOptions also) {
        SbatchOptions options = template.always().with(also);
        Map<String, String> variables = new LinkedHashMap<>();
        Map<String, String> errors = new LinkedHashMap<>();
        for (FormField field : template.fields()) {
            String value = values.get(field.name());
            Optional<String> problem = problem(field, value);
            if (problem.isPresent()) {
                errors.put(field.name(), problem.get());
            } else if (field.variable() != null) {
                variables.put(field.variable(), field.sent(value));
            } else if (field.option() != null && field.option() != Option.COMMENT && !value.isBlank()) {
                try {
                    options = options.with(field.option(), field.sent(value));
                } catch (InvalidOption e) {
                    errors.put(field.name(), String.valueOf(e.getMessage()));
                }
            }
        }
        return new FilledForm(template, values, options, variables, errors);
    }

    private static Optional<String> problem(FormField field, String value) {
        return field.problem(value)
                .or(() ->
                        field.option() == Option.COMMENT ? SubmissionKey.problemWithComment(value) : Optional.empty());
    }

    /** With what is wrong by option; an option that the form has no field for is left to Slurm. */
    FilledForm withProblems(Map<Option, String> problems) {
        Map<String, String> more = new LinkedHashMap<>(errors);
        problems.forEach((option, words) -> template.fields().stream()
                .filter(field -> field.option() == option)
                .findFirst()
                .ifPresent(field -> more.putIfAbsent(field.name(), words)));
        return new FilledForm(template, values, options, variables, more);
    }

    /** What a good value means where that is easily mistaken, by field name. */
    Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (FormField field : template.fields()) {
            if (!errors.containsKey(field.name())) {
                field.meaning(values.get(field.name())).ifPresent(words -> meanings.put(field.name(), words));
            }
        }
        return meanings;
    }

    boolean isGood() {
        return errors.isEmpty();
    }

    /** The person's own comment; it goes to Slurm behind the submission's key. */
    String comment() {
        return template.fields().stream()
                .filter(field -> field.option() == Option.COMMENT)
                .findFirst()
                .map(field -> values.get(field.name()))
                .orElse("");
    }

    String script() {
        return ScriptText.of(template, options, variables);
    }
}
