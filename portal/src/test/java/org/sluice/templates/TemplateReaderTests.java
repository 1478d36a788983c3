package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTests {
    private static final String MANIFEST = "title: T\nsummary: S\ncategory: C\nicon: cpu\n";

    @TempDir
    Path directory;

    @BeforeEach
    void writeGoodTemplate() throws IOException {
        Files.writeString(directory.resolve("manifest.yml"), MANIFEST);
        Files.writeString(directory.resolve("form.yml"), "fields: []\n");
        Files.writeString(directory.resolve("script.sh"), "#!/bin/bash\nhostname\n");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
                    {name: a, label: A, type: text}                                   | needs either option or variable
                    {name: a, label: A, type: text, option: qos, variable: Q}         | needs either option or variable
                    {name: a, label: A, type: text, option: uid}                      | no option 'uid' to offer
                    {name: a, label: A, type: colour, variable: A}                    | no type 'colour'
                    {name: a, label: A, type: text, variable: LD_PRELOAD}             | means something to the shell
                    {name: a, label: A, type: text, variable: PATH}                   | means something to the shell
                    {name: a, label: A, type: text, variable: SLURM_JOB_ID}           | means something to the shell
                    {name: a, label: A, type: text, variable: PYTHONPATH}             | means something to the shell
                    {name: a, label: A, type: text, variable: UID}                    | means something to the shell
                    {name: a, label: A, type: text, variable: a-b}                    | capital letters
                    {name: A b, label: A, type: text, variable: A}                    | small letters
                    {name: a, type: text, variable: A}                                | label is missing in field a
                    {name: a, label: A, type: choice, variable: A}                    | a choice has choices
                    {name: a, label: A, type: gpus, variable: A}                      | gpus go to gpus-per-node
                    {name: a, label: A, type: text, variable: A, colour: red}         | 'colour' is not something a field can say
                    """)
    void refusesAFieldThatCannotWork(String field, String words) throws IOException {
        Files.writeString(directory.resolve("form.yml"), "fields:\n  - " + field + "\n");
        assertThatExceptionOfType(BadTemplate.class)
                .isThrownBy(() -> TemplateReader.read(directory))
                .withMessageContaining("form.yml")
                .withMessageContaining(words);
    }

    @Test
    void refusesTheSameFieldTwice() throws IOException {
        String field = "  - {name: a, label: A, type: text, variable: A}\n";
        Files.writeString(directory.resolve("form.yml"), "fields:\n" + field + field);
        assertThatExceptionOfType(BadTemplate.class)
                .isThrownBy(() -> TemplateReader.read(directory))
                .withMessageContaining("twice");
    }

    @Test
    void refusesOptionsInsideTheScript() throws IOException {
        Files.writeString(directory.resolve("script.sh"), "#!/bin/bash\n#SBATCH --nodes=2\nhostname\n");
        assertThatExceptionOfType(BadTemplate.class)
                .isThrownBy(() -> TemplateReader.read(directory))
                .withMessageContaining("script.sh")
                .withMessageContaining("not as #SBATCH lines");
    }

    @Test
    void saysWhatTheManifestLacks() throws IOException {
        Files.writeString(directory.resolve("manifest.yml"), "title: T\n");
        assertThatExceptionOfType(BadTemplate.class)
                .isThrownBy(() -> TemplateReader.read(directory))
                .withMessageContaining("manifest.yml")
                .withMessageContaining("summary is missing");
    }

    @Test
    void saysWhereTheYamlIsBroken() throws IOException {
        Files.writeString(directory.resolve("form.yml"), "fields: [\n");
        assertThatExceptionOfType(BadTemplate.class)
                .isThrownBy(() -> TemplateReader.read(directory))
                .withMessageContaining("line 2");
    }
}
