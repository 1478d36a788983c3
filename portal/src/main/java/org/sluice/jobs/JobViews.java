package org.sluice.jobs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.slurm.JobKey;
import org.springframework.stereotype.Component;

/** Jobs as pages show them to a viewer, with all that other tables and rooms know of them. */
@Component
class JobViews {
    private final Jobs jobs;
    private final Optional<ShortReasons> reasons;
    private final Clock clock;

    JobViews(Jobs jobs, Optional<ShortReasons> reasons, Clock clock) {
        this.jobs = jobs;
        this.reasons = reasons;
        this.clock = clock;
    }

    List<JobView> of(List<Job> shown, Viewer viewer) {
        Map<JobKey, JobListing> listings = jobs.listings(shown);
        List<Job> failed = shown.stream()
                .filter(job -> !job.live() && job.state().isFailure())
                .toList();
        Map<JobKey, String> why = failed.isEmpty()
                ? Map.of()
                : reasons.map(told -> told.of(failed, viewer)).orElse(Map.of());
        return shown.stream()
                .map(job -> JobView.of(
                        job,
                        listings.getOrDefault(job.key(), JobListing.of(job)).because(why.get(job.key())),
                        viewer,
                        clock.instant()))
                .toList();
    }

    JobView of(Job job, Viewer viewer) {
        return of(List.of(job), viewer).get(0);
    }
}
