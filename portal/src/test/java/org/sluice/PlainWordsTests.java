package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages speak plain English: turns of phrase that people stumbled over do not come back. */
class PlainWordsTests {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path SCRIPTS = Path.of("src/main/resources/static/web");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern STUMBLED_OVER = Pattern.compile(
            "(?i)time of limit|where or why|to be had|be had\\b|told by|\\btold (?:nothing|of)\\b|has not told|never told|"
                    + "nobody (?:has )?told|\\bholder\\.|\\banew\\b|set gpu\\b|all 2 gpus|the picture|stands as it was|of late\\b");
    private static final Pattern WORDS_OF_A_PAGE = Pattern.compile(">[^<>]*+<|'(?:[^'\\\\]|\\\\.)*+'");
    private static final Pattern NOT_ON_PAGES =
            Pattern.compile("<!--/\\*.*?\\*/-->|log\\.\\w+\\(\\s*\"[^\"]*\"", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"");

    @Test
    void standInNoTemplate() throws IOException {
        assertThat(stumbledOver(TEMPLATES, ".html", WORDS_OF_A_PAGE)).isEmpty();
    }

    @Test
    void standInNoScript() throws IOException {
        assertThat(stumbledOver(SCRIPTS, ".js", STRING)).isEmpty();
    }

    @Test
    void standInNoSentenceOfTheProgram() throws IOException {
        assertThat(stumbledOver(SOURCES, ".java", STRING)).isEmpty();
    }

    private static Set<String> stumbledOver(Path root, String ending, Pattern words) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(root, ending)) {
            String text = NOT_ON_PAGES.matcher(Files.readString(file)).replaceAll("");
            words.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .filter(phrase -> STUMBLED_OVER.matcher(phrase).find())
                    .forEach(phrase -> found.add(root.relativize(file) + ": " + phrase.strip()));
        }
        return found;
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(all).as(root + ending).isNotEmpty();
            return all;
        }
    }
}
