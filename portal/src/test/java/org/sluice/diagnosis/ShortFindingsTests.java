package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluice.Patience.await;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;
import org.sluice.jobs.Job;
import org.sluice.jobs.JobChanged;
import org.sluice.jobs.JobsMade;

class ShortFindingsTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Viewer ALICE = AccessParts.viewer("alice", "cluster-alice");
    private static final Viewer DANA = AccessParts.viewer("dana", "cluster-dana");
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final JobsMade made = new JobsMade(DATABASE);
    private final List<Object> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final ShortFindings found = new ShortFindings(
            new FindingRows(DATABASE.jdbc()),
            (job, viewer) -> explanation(),
            published::add,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        found.stop();
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void looksOnceForTheOwnerAndTellsOpenListsThatThereIsNews() {
        Job job = failed(1);

        assertThat(found.of(List.of(job), ALICE)).isEmpty();
        await().until(() -> !published.isEmpty());

        assertThat(published).containsExactly(new JobChanged(job.state(), job));
        assertThat(found.of(List.of(job), ALICE)).isEqualTo(Map.of(job.key(), "GPU memory was not enough"));
        assertThat(looks).hasValue(1);
    }

    @Test
    void isForTheOwnerAloneForOthersMayNotReadTheOutput() {
        Job job = failed(2);
        found.keep(job, ALICE, explanation());

        assertThat(found.of(List.of(job), DANA)).isEmpty();
        assertThat(found.of(List.of(job), ALICE)).containsKey(job.key());
        assertThat(looks).hasValue(1);
    }

    @Test
    void keepsCausesOnly() {
        Job job = failed(3);
        found.keep(
                job, ALICE, new Explanation(List.of(finding("EndedWithExitCode", "It ended with exit code 1")), null));
        found.keep(job, DANA, explanation());

        assertThat(new FindingRows(DATABASE.jdbc()).titles(List.of(job))).isEmpty();
    }

    @Test
    void theNewestLookCounts() {
        Job job = failed(4);
        found.keep(job, ALICE, new Explanation(List.of(finding("DiskFull", "Its disk quota was used up")), null));
        found.keep(job, ALICE, explanation());

        assertThat(found.of(List.of(job), ALICE)).containsValue("GPU memory was not enough");
    }

    private Job failed(long rawId) {
        return made.seen(rawId, "FAILED", NOW.minusSeconds(600), NOW, false, NOW);
    }

    private Explanation explanation() {
        looks.incrementAndGet();
        return new Explanation(List.of(finding("CudaOutOfMemory", "GPU memory was not enough")), null);
    }

    private static Finding finding(String rule, String title) {
        return new Finding(rule, title, "cause", Confidence.CERTAIN, List.of(), "do", null);
    }
}
