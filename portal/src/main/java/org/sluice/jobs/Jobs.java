package org.sluice.jobs;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sluice.access.Viewer;
import org.sluice.access.Visibility;
import org.sluice.slurm.JobKey;
import org.sluice.web.NotFound;
import org.springframework.stereotype.Component;

/** Jobs as a viewer may see them; every page and panel about a job comes through {@link #require}. */
@Component
public class Jobs {
    static final int PAGE = 50;

    private final JobLookups lookups;
    private final JobLists lists;
    private final JobCounts counts;
    private final JobRecordRows records;
    private final Visibility visibility;

    Jobs(JobLookups lookups, JobLists lists, JobCounts counts, JobRecordRows records, Visibility visibility) {
        this.lookups = lookups;
        this.lists = lists;
        this.counts = counts;
        this.records = records;
        this.visibility = visibility;
    }

    /**
     * The job at this address: the newest of an id, or an earlier one of the same id, see {@link JobAddress}.
     *
     * @throws NotFound when there is none or the viewer may not see it: nobody can tell which
     */
    public Job require(String id, Viewer viewer) {
        return find(id, viewer).orElseThrow(NotFound::new);
    }

    /** As {@link #require}, without a failure. */
    public Optional<Job> find(String id, Viewer viewer) {
        return JobAddress.tryParse(id)
                .flatMap(address -> address.submittedAt() == null
                        ? lookups.newest(address.id())
                        : lookups.submittedAt(address.id(), address.submittedAt()))
                .filter(job -> visibility.maySee(viewer, job.owner(), job.account()));
    }

    /**
     * The newest jobs with these raw numbers, whoever owns them: whoever shows one asks the visibility rule first.
     *
     * @return by raw number; a number nobody knows is missing
     */
    public Map<Long, Job> byRawId(Collection<Long> rawIds) {
        return lookups.byRawId(rawIds);
    }

    /** When the job was first submitted: Slurm gives a requeued job a new submit time, and the archive a new row. */
    public Instant firstSubmittedAt(Job job) {
        return lookups.firstSubmittedAt(job);
    }

    /**
     * What was learned of the job beyond what lists show.
     *
     * @throws NotFound when the job has gone since it was found
     */
    public JobRecord recordOf(Job job) {
        return records.of(job).withScriptExit(job.exitStatus());
    }

    /** The other runs of this job, which was put back into the queue or is such a run itself; the oldest first. */
    public List<Job> otherRuns(Job job) {
        return lookups.otherRuns(job);
    }

    /** What lists say of these jobs beyond their rows. */
    Map<JobKey, JobListing> listings(Collection<Job> jobs) {
        return jobs.isEmpty() ? Map.of() : lists.listings(jobs);
    }

    JobPage page(JobFilter filter, Viewer viewer, int number) {
        List<Job> found = lists.page(filter, JobLists.Narrowed.to(viewer, visibility), number * PAGE, PAGE + 1);
        boolean more = found.size() > PAGE;
        return new JobPage(more ? found.subList(0, PAGE) : found, number, more);
    }

    /** How many jobs of each group the filter lets through, whichever group it shows. */
    Map<String, Long> counts(JobFilter filter, Viewer viewer) {
        return counts.of(filter, JobLists.Narrowed.to(viewer, visibility));
    }

    /** One page of the list. */
    record JobPage(List<Job> jobs, int number, boolean more) {}
}
