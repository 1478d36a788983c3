package org.sluice.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTests {
    private static final Path DOCS = Path.of("../docs/operate");

    @Test
    void everyRuleHasAChapterAndATestOfItsName() throws IOException {
        List<String> chapters = Files.readAllLines(DOCS.resolve("why-a-job-failed.md"));
        chapters.addAll(Files.readAllLines(DOCS.resolve("why-a-job-waits.md")));
        for (Rule rule : Rules.all()) {
            assertThat(chapters).contains("## " + rule.name());
            assertThat(Path.of("src/test/java/org/sluice/diagnosis", rule.name() + "Tests.java"))
                    .exists();
        }
        assertThat(chapters.stream().filter(line -> line.startsWith("## "))).hasSameSizeAs(Rules.all());
    }

    @Test
    void aJobThatRunsOrCompletedWellIsNotExplained() {
        assertThat(Case.ended("COMPLETED", "0:0").findings()).isEmpty();
    }

    @Test
    void whatALogSaysIsNotFoundWhereItCannotBeRead() {
        assertThat(Case.ended("FAILED", "1:0").outputRefused("no").findings())
                .flatExtracting(Finding::citations)
                .isNotEmpty()
                .noneMatch(Citation.Line.class::isInstance);
    }
}
