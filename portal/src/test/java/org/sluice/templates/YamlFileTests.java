package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTests {
    @TempDir
    Path directory;

    private record Machine(
            @Nullable String user,
            @Nullable Long most,
            @Nullable Boolean there) {}

    private record Fleet(
            @Nullable List<Machine> machines, @Nullable Map<String, String> words) {}

    @Test
    void readsNumbersAsTextWhereTheRecordHasText() throws IOException {
        Fleet read = read("""
                machines:
                  - {user: 7, most: 12, there: true}
                words: {1: one, 2: 3}
                """);
        assertThat(read.machines()).containsExactly(new Machine("7", 12L, true));
        assertThat(read.words()).isEqualTo(Map.of("1", "one", "2", "3"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            machines: 3                        | machines has to be a list
            machines: [x]                      | machines 1 has to be names and values
            machines: [{most: 1}, {most: many}] | machines 2, most has to be a whole number
            machines: [{there: perhaps}]       | machines 1, there has to be true or false
            machines: [{user: [a]}]       | machines 1, user has to be text
            machines: [{colour: red}]          | 'colour' is not something a machine can say (machines 1)
            colour: red                        | 'colour' is not something a fleet can say
            words: 3                           | words has to be names and values
            a text                             | it has to hold names and values
            """)
    void saysWhereWhatDoesNotFitStands(String yaml, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(yaml)).withMessage(words);
    }

    private Fleet read(String yaml) throws IOException {
        return YamlFile.read(Files.writeString(directory.resolve("machines.yml"), yaml), Fleet.class);
    }
}
