package org.sluice.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.JobId;

/**
 * Where a job has its page: {@code 4711}, the newest of that id, or {@code 4711@1795257207}, the run of that id that was
 * submitted at that second (since 1970). Slurm uses ids again, and a requeued job keeps its own.
 *
 * @param submittedAt null for the newest
 */
record JobAddress(JobId id, @Nullable Instant submittedAt) {
    private static final Pattern EARLIER = Pattern.compile("([^@]+)@(\\d{1,11})");

    static Optional<JobAddress> tryParse(String word) {
        Matcher earlier = EARLIER.matcher(word);
        return earlier.matches()
                ? JobId.tryParse(earlier.group(1))
                        .map(id -> new JobAddress(id, Instant.ofEpochSecond(Long.parseLong(earlier.group(2)))))
                : JobId.tryParse(word).map(id -> new JobAddress(id, null));
    }

    @Override
    public String toString() {
        return submittedAt == null ? id.toString() : id + "@" + submittedAt.getEpochSecond();
    }
}
