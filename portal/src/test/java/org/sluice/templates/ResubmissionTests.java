package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluice.jobs.Submission;
import org.sluice.jobs.SubmissionState;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

class ResubmissionTests {
    private final JobTemplate template = TemplateReader.read(Path.of("../job-templates/cpu-job"));
    private final SbatchOptions changes =
            Resubmission.options(Map.of("mem", "2G", "constraint", "big", "comment", "sluice:forged"), "");

    @Test
    void putsTheChangeIntoTheFieldsThatTakeIt() {
        FormValues values = Resubmission.changed(template, was(), changes);

        assertThat(values.get("memory")).isEqualTo("2G");
        assertThat(values.get("command")).isEqualTo("python train.py");
    }

    @Test
    void carriesTheRestBesideTheForm() {
        SbatchOptions also = Resubmission.beside(template, changes);
        FilledForm form = FilledForm.of(template, Resubmission.changed(template, was(), changes), also);

        assertThat(also.arguments()).containsExactly("--constraint=big");
        assertThat(form.options().value(Option.MEMORY)).contains("2G");
        assertThat(form.options().value(Option.CONSTRAINT)).contains("big");
    }

    @Test
    void takesNoCommentForItCarriesTheKeyOfTheSubmission() {
        assertThat(changes.value(Option.COMMENT)).isEmpty();
    }

    @Test
    void takesOneWayToAskForMemory() {
        SbatchOptions perCpu = SbatchOptions.NONE.with(Option.MEMORY_PER_CPU, "1G");

        assertThat(perCpu.with(SbatchOptions.NONE.with(Option.MEMORY, "2G")).arguments())
                .containsExactly("--mem=2G");
    }

    @Test
    void refusesWhatAnOptionCannotBe() {
        assertThatThrownBy(() -> Resubmission.options(Map.of("mem", "much"), ""))
                .isInstanceOf(InvalidOption.class);
    }

    private static Submission was() {
        Instant then = Instant.parse("2026-11-21T12:00:00Z");
        return new Submission(
                "abcdefghijklmnopqrstuvwxyz",
                "alice",
                "alice",
                "cpu-job",
                Map.of("memory", "1G", "command", "python train.py"),
                "#!/bin/bash\n",
                List.of(),
                SubmissionState.ACCEPTED,
                "4711",
                null,
                null,
                then,
                then);
    }
}
