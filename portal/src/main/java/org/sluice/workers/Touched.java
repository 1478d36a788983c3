package org.sluice.workers;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluice.cluster.QueuedJob;

/**
 * Whom giving a machine back touches.
 *
 * @param latest when the last of the jobs ends at the latest; null where there is none or one has no limit
 */
record Touched(int jobs, int people, @Nullable Instant latest) {
    static Touched of(List<QueuedJob> jobs) {
        boolean allEnd = jobs.stream().allMatch(job -> job.endsAt().isPresent());
        return new Touched(
                jobs.size(),
                (int) jobs.stream().map(QueuedJob::owner).distinct().count(),
                allEnd
                        ? jobs.stream()
                                .flatMap(job -> job.endsAt().stream())
                                .max(Comparator.naturalOrder())
                                .orElse(null)
                        : null);
    }
}
