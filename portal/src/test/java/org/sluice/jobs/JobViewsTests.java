package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sluice.OwnDatabase;
import org.sluice.access.AccessParts;
import org.sluice.access.Viewer;

class JobViewsTests {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Viewer ALICE = AccessParts.viewer("alice", "cluster-alice");
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final JobsMade made = new JobsMade(DATABASE);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void sayWhatWasFoundOfAFailedJobElseWhatSlurmSays() {
        Job failed = made.seen(1, "OUT_OF_MEMORY", NOW.minusSeconds(600), NOW, false, NOW);
        Job other = made.seen(2, "TIMEOUT", NOW.minusSeconds(600), NOW, false, NOW);
        Job completed = made.seen(3, "COMPLETED", NOW.minusSeconds(600), NOW, false, NOW);
        ShortReasons reasons = (asked, viewer) -> {
            assertThat(asked).containsExactly(failed, other);
            return Map.of(failed.key(), "A step ran out of memory");
        };

        assertThat(views(Optional.of(reasons)).of(List.of(failed, other, completed), ALICE))
                .extracting(JobView::words)
                .containsExactly("A step ran out of memory.", "It reached its time limit.", "");
        assertThat(views(Optional.empty()).of(failed, ALICE).words())
                .isEqualTo("It used more memory than it was given.");
    }

    private JobViews views(Optional<ShortReasons> reasons) {
        return new JobViews(made.jobs(), reasons, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
