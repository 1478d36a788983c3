package org.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sluice.slurm.ExitStatus;
import org.sluice.slurm.JobState;
import org.sluice.slurm.Tres;

class JobRecordTests {
    @Test
    void itsScriptEndedAsTheJobDid() {
        JobRecord record = new JobRecord(
                List.of(step("batch", "127:0"), step("0", "127:0")),
                null,
                null,
                Tres.NONE,
                Tres.NONE,
                null,
                "",
                0,
                null);

        assertThat(record.withScriptExit(ExitStatus.parse("255:0")).steps())
                .extracting(step -> step.step() + " " + step.exit())
                .containsExactly("batch 255:0", "0 127:0");
        assertThat(record.withScriptExit(ExitStatus.parse("127:0"))).isEqualTo(record);
        assertThat(record.withScriptExit(null)).isEqualTo(record);
    }

    private static JobStep step(String name, String exit) {
        return new JobStep(
                name, name, JobState.parse("FAILED"), ExitStatus.parse(exit), null, null, 1, "a1", null, null);
    }
}
