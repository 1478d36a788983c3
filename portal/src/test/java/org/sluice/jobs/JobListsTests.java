package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;
import org.sluice.cluster.command.QueueAnswer;

/** Which rows a viewer is shown, as the database answers it. */
class JobListsTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final JobLists.Narrowed ALICE = new JobLists.Narrowed(false, "alice", List.of());
    private static final JobLists.Narrowed OF_RESEARCH = new JobLists.Narrowed(false, "alice", List.of("research"));
    private static final JobLists.Narrowed EVERYTHING = new JobLists.Narrowed(true, "root", List.of());

    private final JobsMade made = new JobsMade(DATABASE);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void someJobs() {
        DATABASE.jdbc().sql("truncate job cascade").update();
        seen("ID", "1", "OWNER", "alice", "ACCOUNT", "teaching", "STATE", "RUNNING", "NODE_LIST", "c1");
        seen("ID", "2", "OWNER", "bob", "ACCOUNT", "research", "PARTITION", "gpu,h100");
        seen("ID", "3", "OWNER", "dana", "ACCOUNT", "teaching", "NAME", "100%_sure");
        seen("ID", "145_0", "RAW_ID", "146", "OWNER", "alice", "ACCOUNT", "teaching", "STATE", "SPECIAL_EXIT");
        seen("ID", "145_[1-999]", "RAW_ID", "145", "OWNER", "alice", "ACCOUNT", "teaching");
        seen("ID", "1450", "RAW_ID", "1450", "OWNER", "alice", "ACCOUNT", "teaching", "STATE", "COMPLETED");
        seen("ID", "160+0", "RAW_ID", "160", "OWNER", "alice", "ACCOUNT", "teaching", "STATE", "COMPLETED");
    }

    @Test
    void showsOnesOwnThoseOfAccountsOrEverything() {
        assertThat(ids(JobFilter.Group.ALL, "", ALICE)).containsExactlyInAnyOrder("1", "145_0", "145", "1450", "160+0");
        assertThat(ids(JobFilter.Group.ALL, "", OF_RESEARCH)).contains("2").doesNotContain("3");
        assertThat(ids(JobFilter.Group.ALL, "", EVERYTHING)).contains("1", "2", "3");
    }

    @Test
    void noWordsWidenWhatIsShown() {
        assertThat(ids(JobFilter.Group.ALL, "bob", ALICE)).isEmpty();
        assertThat(ids(JobFilter.Group.ALL, "gpu", ALICE)).doesNotContain("2");
        assertThat(ids(JobFilter.Group.ALL, "%", EVERYTHING)).containsExactly("3");
        assertThat(ids(JobFilter.Group.ALL, "' or true --", EVERYTHING)).isEmpty();
    }

    @Test
    void findsAPartitionOfSeveralAndTheTasksOfAnArray() {
        assertThat(ids(JobFilter.Group.ALL, "h100", EVERYTHING)).containsExactly("2");
        assertThat(ids(JobFilter.Group.ALL, "145", ALICE)).containsExactlyInAnyOrder("145", "145_0");
        assertThat(ids(JobFilter.Group.ALL, "160", ALICE)).containsExactly("160+0");
    }

    @Test
    void aHeldJobWaits() {
        assertThat(ids(JobFilter.Group.WAITING, "", ALICE)).containsExactlyInAnyOrder("145_0", "145");
        assertThat(ids(JobFilter.Group.RUNNING, "", ALICE)).containsExactly("1");
    }

    @Test
    void countsEachWaitingTaskAndWhatTheFilterLetsThrough() {
        assertThat(made.lists().counts(filter(JobFilter.Group.ALL, ""), ALICE))
                .containsEntry("waiting", 1000L)
                .containsEntry("running", 1L)
                .containsEntry("ended", 2L);
        assertThat(made.lists().counts(filter(JobFilter.Group.RUNNING, "145_0"), ALICE))
                .containsOnlyKeys("waiting")
                .containsEntry("waiting", 1L);
    }

    @Test
    void anArrayAndAHeterogeneousJobAreFoundUnderTheirNumber() {
        assertThat(made.find("160").map(Job::id)).hasToString("Optional[160+0]");
        assertThat(made.find("145").map(job -> job.size().tasks().written())).contains("1-999");
    }

    private List<String> ids(JobFilter.Group group, String words, JobLists.Narrowed to) {
        return made.lists().page(filter(group, words), to, 0, 100).stream()
                .map(job -> job.id().toString())
                .toList();
    }

    private static JobFilter filter(JobFilter.Group group, String words) {
        return new JobFilter(group, false, words, "", "", JobFilter.Within.ALWAYS);
    }

    private void seen(String... fields) {
        made.rows().save(List.of(Sighting.of(QueueAnswer.job(fields), Instant.now())));
    }
}
