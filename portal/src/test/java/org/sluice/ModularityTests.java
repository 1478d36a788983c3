package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The house's own rules: which room may use which, and how classes and packages look. */
class ModularityTests {
    private static final Path SOURCES = Path.of("src/main/java/org/sluice");
    private static final Pattern FORBIDDEN_NAME =
            Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Base|Common)\\.java");

    @Test
    void everyRoomUsesOnlyWhatItDeclares() {
        ApplicationModules.of(SluicePortal.class).verify();
    }

    @Test
    void everyPackageSaysWhatItIsAndForbidsNull() throws IOException {
        for (Path directory : directories()) {
            Path info = directory.resolve("package-info.java");
            assertThat(info).exists();
            assertThat(Files.readString(info)).startsWith("/** ").contains("@NullMarked");
        }
    }

    @Test
    void noClassHidesBehindAnEmptyName() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> FORBIDDEN_NAME.matcher(name).matches());
        }
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }
}
