package org.sluice.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.SbatchOptions;

/**
 * What a form asks to submit.
 *
 * @param key the form's one-time key; a second press with the same key is the same submission
 * @param values what was typed, kept so that nothing is lost
 * @param script the whole script, as it will stand on sbatch's standard input
 * @param comment the person's own comment; the key is put in front of it
 * @param inPlaceOf the job that this one is to take the place of; null for none
 */
public record SubmissionDraft(
        String key,
        String template,
        SbatchOptions options,
        String script,
        Map<String, String> values,
        String comment,
        @Nullable ReplacedJob inPlaceOf) {}
