package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;

class JobCountsTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JobLists.Narrowed EVERYTHING = new JobLists.Narrowed(true, "root", List.of());
    private static final JobLists.Narrowed BOB = new JobLists.Narrowed(false, "bob", List.of());
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    private final JobsMade made = new JobsMade(DATABASE);
    private final JobCounts counts = new JobCounts(made.lists(), made.rows());

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void oneThatRuns() {
        DATABASE.jdbc().sql("truncate job cascade").update();
        made.seen(1, "RUNNING", NOW, null, true, NOW);
    }

    @Test
    void countsAnewAfterEachChange() {
        assertThat(of(JobFilter.Group.ALL)).containsExactly(entry("running", 1L));

        Job second = made.seen(2, "RUNNING", NOW, null, true, NOW);
        assertThat(of(JobFilter.Group.ALL)).containsEntry("running", 2L);

        made.rows().leftTheQueue(List.of(second), NOW);
        assertThat(of(JobFilter.Group.ALL)).containsEntry("running", 1L).containsEntry("ended", 1L);
    }

    @Test
    void sharesOneAnswerAmongAllTabsUntilThen() {
        assertThat(of(JobFilter.Group.RUNNING)).containsEntry("running", 1L);

        DATABASE.jdbc().sql("delete from job").update();
        assertThat(of(JobFilter.Group.ENDED)).containsEntry("running", 1L);
    }

    @Test
    void sharesNothingWithWhoeverSeesOtherJobs() {
        assertThat(of(JobFilter.Group.ALL)).containsEntry("running", 1L);
        assertThat(counts.of(filter(JobFilter.Group.ALL), BOB)).isEmpty();
    }

    private Map<String, Long> of(JobFilter.Group group) {
        return counts.of(filter(group), EVERYTHING);
    }

    private static JobFilter filter(JobFilter.Group group) {
        return new JobFilter(group, false, "", "", "", JobFilter.Within.ALWAYS);
    }
}
