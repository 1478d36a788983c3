package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * In which stage of {@code suite/run} a class of tests is run: its tag's, or {@code plain} without one. A class without
 * a tag finds no instance there, so it can not be forgotten.
 */
class StagesTests {
    private static final List<Path> SOURCES = List.of(Path.of("src/test/java"), Path.of("../signer/src/test/java"));
    private static final Pattern TAG = Pattern.compile("@Tag\\(([^)]*)\\)");
    private static final Pattern USES_AN_INSTANCE = Pattern.compile(
            "extends +BrowserPath\\b|"
                    + "\\b(Visitor\\.(signedIn|anonymous)|Instance\\.running|ActingUsers\\.of|Machine\\.(root|as|instance))\\(");
    private static final Set<String> STAGES = Set.of("\"cluster\"", "\"upheaval\"");

    @Test
    void everyTagIsAStageAndNoClassHasTwo() {
        Set<String> wrong = new TreeSet<>();
        for (Path file : tests()) {
            List<String> tags =
                    TAG.matcher(text(file)).results().map(tag -> tag.group(1)).toList();
            if (tags.size() > 1 || !STAGES.containsAll(tags)) {
                wrong.add(file.getFileName() + ": " + tags);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatUsesAnInstanceHasATag() {
        assertThat(tests().stream()
                        .filter(file -> USES_AN_INSTANCE.matcher(text(file)).find())
                        .filter(file -> !TAG.matcher(text(file)).find()))
                .as("classes that use an instance and have no tag")
                .isEmpty();
    }

    private static List<Path> tests() {
        return SOURCES.stream().flatMap(StagesTests::testsBelow).toList();
    }

    private static Stream<Path> testsBelow(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith("Tests.java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
