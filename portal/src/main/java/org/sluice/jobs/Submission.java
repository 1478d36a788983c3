package org.sluice.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One press of the Submit button and what became of it.
 *
 * @param key one-time key of the form, also in the job's comment ({@code sluice:<key> ...})
 * @param values what was typed, by field name
 * @param script the whole script as sent on sbatch's standard input
 * @param arguments sbatch's arguments
 * @param wordsText Slurm's words, or ours where Slurm said nothing
 * @param inPlaceOf the job it was submitted in place of; null for none
 * @param giveUpAt after this moment no process on the cluster can still be submitting it
 */
public record Submission(
        String key,
        String login,
        String unixUser,
        String template,
        Map<String, String> values,
        String script,
        List<String> arguments,
        SubmissionState state,
        @Nullable String jobIdText,
        @Nullable String wordsText,
        @Nullable ReplacedJob inPlaceOf,
        Instant createdAt,
        Instant giveUpAt) {

    public Optional<String> jobId() {
        return Optional.ofNullable(jobIdText);
    }

    public String words() {
        return wordsText == null ? "" : wordsText;
    }
}
