package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluice.Patience;

/** Every template of the catalogue, as it ships. */
class CatalogueTests {
    /** A value stands in single quotes so that nothing in it expands, which is what SC2016 asks about. */
    private static final String EXPANDS_NOTHING = "--exclude=SC2016";

    private static final Path CATALOGUE = Path.of("../job-templates");
    private static final Path CATALOGUE_OF_THE_DEMO = Path.of("../demo/job-templates");

    static List<Path> templates() throws IOException {
        List<Path> found = new ArrayList<>(in(CATALOGUE));
        assertThat(found).hasSizeGreaterThanOrEqualTo(4);
        found.addAll(in(CATALOGUE_OF_THE_DEMO));
        assertThat(found).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(7);
        return found;
    }

    private static List<Path> in(Path catalogue) throws IOException {
        try (Stream<Path> entries = Files.list(catalogue)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void rendersItsExampleToTheExpectedScript(Path directory) throws IOException {
        assertThat(example(directory)).isEqualTo(Files.readString(directory.resolve("expected.sh")));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void passesShellcheckAloneAndRendered(Path directory) throws Exception {
        Path rendered = Files.createTempFile("rendered", ".sh");
        Files.writeString(rendered, example(directory));
        for (Path script : List.of(directory.resolve("script.sh"), rendered)) {
            Process shellcheck = new ProcessBuilder("shellcheck", EXPANDS_NOTHING, script.toString())
                    .redirectErrorStream(true)
                    .start();
            String words = new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Patience.awaitEnd(shellcheck);
            assertThat(shellcheck.exitValue()).as(words).isZero();
        }
        Files.delete(rendered);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void startsWithDefaultsThatCanBeSubmitted(Path directory) {
        JobTemplate template = TemplateReader.read(directory);
        assertThat(FilledForm.of(template, template.defaults()).errors()).isEmpty();
    }

    private static String example(Path directory) throws IOException {
        JobTemplate template = TemplateReader.read(directory);
        Map<String, String> given = new LinkedHashMap<>();
        Map<?, ?> example = YamlFile.read(directory.resolve("example.yml"), Map.class);
        example.forEach((name, value) -> given.put(name.toString(), value.toString()));
        List<String> unknown = new ArrayList<>(given.keySet());
        template.fields().forEach(field -> unknown.remove(field.name()));
        assertThat(unknown).as("names in example.yml that no field has").isEmpty();
        FilledForm form = FilledForm.of(template, template.defaults().with(template, given));
        assertThat(form.errors()).isEmpty();
        return form.script();
    }
}
