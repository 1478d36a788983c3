package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilledFormTests {
    private final JobTemplate template = TemplateReader.read(Path.of("../job-templates/multi-node-gpu"));

    @ParameterizedTest
    @CsvSource({
        "nodes, 0, At least 1.",
        "nodes, 513, At most 512.",
        "nodes, two, Give a whole number.",
        "nodes, '', This is needed.",
        "time, tomorrow, a time limit such as",
        "time, 99999999999999999999, a time limit such as",
        "time, 2 weeks, a time limit such as",
        "command, '', This is needed.",
        "memory, lots, an amount of memory",
        "workload, other, Choose one of those offered.",
        "gpus, many, a number of GPUs",
        "account, two words, a name without spaces",
    })
    void saysAtTheFieldWhatIsWrong(String field, String value, String words) {
        FilledForm form = filled(Map.of(field, value));
        assertThat(form.errors()).hasSize(1);
        assertThat(form.errors().get(field)).contains(words);
        assertThat(form.values().get(field)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1:30       | That is 1 minute 30 seconds; Slurm counts whole minutes: 2 minutes.
                    90         | That is 1 hour 30 minutes.
                    1-12       | That is 1 day 12 hours.
                    2:00:00    | That is 2 hours.
                    1h 30m     | That is 1 hour 30 minutes.
                    0          | No time limit of its own: its partition's holds.
                    UNLIMITED  | No time limit of its own: its partition's holds.
                    """)
    void saysHowLongATimeLimitReallyIs(String typed, String words) {
        assertThat(filled(Map.of("time", typed)).meanings()).containsEntry("time", words);
    }

    @Test
    void saysThatDirectivesInTheCommandsDoNothing() {
        assertThat(filled(Map.of("command", "#!/bin/bash\n#SBATCH --mem=4G\npython train.py"))
                        .meanings())
                .hasEntrySatisfying("command", words -> assertThat(words).contains("do nothing here"));
        assertThat(filled(Map.of("command", "echo '#SBATCH'")).meanings()).doesNotContainKey("command");
        assertThat(filled(Map.of("time", "tomorrow")).meanings()).doesNotContainKey("time");
    }

    @Test
    void takesSeveralPartitionsTheChosenOneFirst() {
        FilledForm form = filled(Map.of("partition", "gpu", "partition_also_cpu", "on", "partition_also_gpu", "on"));

        assertThat(form.options().arguments()).contains("--partition=gpu,cpu");
        assertThat(form.values().firstOf("partition")).isEqualTo("gpu");
        assertThat(form.values().hasAlso("partition", "cpu")).isTrue();
        assertThat(form.values().hasAlso("partition", "gpu")).isFalse();
        assertThat(filled(Map.of("partition", "", "partition_also_cpu", "on"))
                        .options()
                        .arguments())
                .noneMatch(word -> word.startsWith("--partition"));
    }

    @Test
    void refusesControlCharactersInOneLineFields() {
        assertThat(filled(Map.of("job_name", "a\u0007b")).errors()).containsOnlyKeys("job_name");
        assertThat(filled(Map.of("comment", "a\nb")).errors()).containsOnlyKeys("comment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u2028b", "a\u2029b", "a\u0085b", "a\0b", "a\ud800b", "\udc00"})
    void refusesInACommentWhatSbatchCannotBeGiven(String comment) {
        assertThat(filled(Map.of("comment", comment)).errors()).containsOnlyKeys("comment");
    }

    @Test
    void refusesACommentThatLeavesNoRoomForTheKey() {
        assertThat(filled(Map.of("comment", "x".repeat(976))).errors()).isEmpty();
        assertThat(filled(Map.of("comment", "x".repeat(977))).errors())
                .containsEntry(
                        "comment",
                        "A comment needs text of at most 1024 bytes, with 48 bytes for the portal's own mark.");
        assertThat(filled(Map.of("comment", "火".repeat(400))).errors()).containsOnlyKeys("comment");
    }

    @Test
    void refusesInAScriptWhatNeitherItNorTheDatabaseCanHold() {
        assertThat(filled(Map.of("command", "a\0b")).errors()).containsOnlyKeys("command");
        assertThat(filled(Map.of("command", "a\ud800")).errors()).containsOnlyKeys("command");
        assertThat(filled(Map.of("command", "\ud83d\ude00 \u2028")).errors()).isEmpty();
    }

    @Test
    void refusesWhatNoProgramOfTheJobCouldStartWith() {
        assertThat(filled(Map.of("command", "x".repeat(130_000))).errors()).isEmpty();
        assertThat(filled(Map.of("command", "火".repeat(43_334))).errors())
                .containsOnlyKeys("command")
                .hasEntrySatisfying("command", words -> assertThat(words).startsWith("Too long"));
    }

    @Test
    void joinsTypeAndCountOfGpus() {
        FilledForm form = filled(Map.of("gpus", "4", "gpus_type", "h100"));
        assertThat(form.options().arguments()).contains("--gpus-per-node=h100:4");
        assertThat(form.values().gpuType("gpus")).isEqualTo("h100");
        assertThat(form.values().gpuCount("gpus")).isEqualTo("4");
    }

    @ParameterizedTest
    @CsvSource({"2h, 02:00:00", "90m, 01:30:00", "1d 12h, 1-12:00:00", "1H30M, 01:30:00", "30, 30", "1-12, 1-12"})
    void sendsATimeLimitAsSlurmWritesItAndKeepsWhatWasTyped(String typed, String sent) {
        FilledForm form = filled(Map.of("time", typed));
        assertThat(form.options().arguments()).contains("--time=" + sent);
        assertThat(form.values().get("time")).isEqualTo(typed);
    }

    @Test
    void keepsTheCommentOutOfTheOptionsForTheKeyToGoInFront() {
        FilledForm form = filled(Map.of("comment", "try again"));
        assertThat(form.comment()).isEqualTo("try again");
        assertThat(String.join(" ", form.options().arguments())).doesNotContain("comment");
    }

    @Test
    void turnsTheLineEndsOfBrowsersIntoThoseOfScripts() {
        assertThat(filled(Map.of("command", "a\r\nb")).variables()).containsEntry("COMMAND", "a\nb");
    }

    private FilledForm filled(Map<String, String> given) {
        return FilledForm.of(template, template.defaults().with(template, given));
    }
}
