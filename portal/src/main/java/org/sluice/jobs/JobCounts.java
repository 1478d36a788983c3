package org.sluice.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How many jobs stand in each group of a list. To count them takes as long as there are jobs, so whoever looks at the
 * same jobs in the same way shares one answer until a row changes.
 */
@Component
class JobCounts {
    /** What another portal on the same database has written, and what time alone moves out of a filter, is counted by then. */
    private static final Duration OLDEST = Duration.ofSeconds(5);

    private static final int MOST = 1_000;

    private record Question(JobFilter filter, JobLists.Narrowed to, long version) {}

    private final JobLists lists;
    private final JobRows rows;
    private final Cache<Question, Map<String, Long>> answers =
            Caffeine.newBuilder().expireAfterWrite(OLDEST).maximumSize(MOST).build();

    JobCounts(JobLists lists, JobRows rows) {
        this.lists = lists;
        this.rows = rows;
    }

    /** By the group's word; a group without jobs is missing. The group that the filter shows does not matter. */
    Map<String, Long> of(JobFilter filter, JobLists.Narrowed to) {
        Question question = new Question(filter.showing(JobFilter.Group.ALL), to, rows.version());
        return answers.get(question, asked -> Map.copyOf(lists.counts(asked.filter(), asked.to())));
    }
}
