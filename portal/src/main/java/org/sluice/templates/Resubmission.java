package org.sluice.templates;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sluice.jobs.Job;
import org.sluice.jobs.Submission;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/**
 * Submitting a job again, with a change: the values of its form with the change in the fields that take it, and the rest
 * of the change beside the form.
 *
 * @param also options of the change that the form has no field for
 */
record Resubmission(Job job, String address, Submission was, SbatchOptions also) {
    /** In the form's hidden fields: where the replaced job has its page, and the options beside the form. */
    static final String IN_PLACE_OF = "in-place-of";

    static final String ALSO = "also-";

    /** The values of the job's form with the change. */
    static FormValues changed(JobTemplate template, Submission was, SbatchOptions changes) {
        Map<String, String> values = new LinkedHashMap<>(was.values());
        for (FormField field : template.fields()) {
            value(field, changes).ifPresent(value -> {
                values.put(field.name(), value);
                values.remove(field.name() + FormValues.TYPE_SUFFIX);
            });
        }
        return template.defaults().with(template, values);
    }

    /** What of the change no field takes. */
    static SbatchOptions beside(JobTemplate template, SbatchOptions changes) {
        SbatchOptions beside = SbatchOptions.NONE;
        for (Option option : Option.values()) {
            Optional<String> value = changes.value(option);
            boolean hasField = template.fields().stream().anyMatch(field -> field.option() == option);
            if (value.isPresent() && !hasField) {
                beside = beside.with(option, value.get());
            }
        }
        return beside;
    }

    private static Optional<String> value(FormField field, SbatchOptions changes) {
        return field.option() == null ? Optional.empty() : changes.value(field.option());
    }

    /**
     * Reads options from an address or a form; a comment is none of them, for it carries the submission's key.
     *
     * @param prefix what stands in front of the option's name
     * @throws InvalidOption when a value cannot be what its option needs
     */
    static SbatchOptions options(Map<String, String> given, String prefix) {
        SbatchOptions options = SbatchOptions.NONE;
        for (Option option : Option.values()) {
            String value = given.get(prefix + option.word());
            if (value != null && !value.isBlank() && option != Option.COMMENT) {
                options = options.with(option, value);
            }
        }
        return options;
    }

    /** The hidden fields that carry the options beside the form. */
    public Map<String, String> carried() {
        Map<String, String> carried = new LinkedHashMap<>();
        for (Option option : Option.values()) {
            also.value(option).ifPresent(value -> carried.put(ALSO + option.word(), value));
        }
        return carried;
    }
}
