package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.sluice.MovableClock;
import org.sluice.OwnDatabase;
import org.sluice.slurm.Tres;

class JobRowTests {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final JobsMade made = new JobsMade(DATABASE);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void aStoredValueThatCannotBeReadDoesNotTakeItsJobAway() {
        Instant submitted = new MovableClock().instant().truncatedTo(ChronoUnit.SECONDS);
        Job written = made.seen(7, "FAILED", submitted, submitted, false, submitted);
        DATABASE.jdbc().sql("""
                        update job set tres_per_node = 'gpu:((', exit_status = 'soon', allocation = '{"no": "list"}',
                               time_limit = -1, derived_exit = 'soon', tres_requested = 'cpu', tres_allocated = '='
                        """).update();

        Job job = made.newest(7);
        assertThat(job.key()).isEqualTo(written.key());
        assertThat(job.charge()).isEqualTo(written.charge());
        assertThat(job.size().perNode()).isEmpty();
        assertThat(job.exitStatus()).isNull();
        assertThat(job.allocation()).isNull();
        assertThat(job.timeLimit()).isNull();
        JobRecord record = made.records().of(job);
        assertThat(record.derivedExit()).isNull();
        assertThat(record.requested()).isEqualTo(Tres.NONE);
        assertThat(record.allocated()).isEqualTo(Tres.NONE);
    }
}
