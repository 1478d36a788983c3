package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources look: what a reader may rely on in every class. */
class HouseRulesTests {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TYPE = Pattern.compile(
            "(?m)^(?:@.*\\n|        .*\\n)*(?:(?:public|final|abstract|sealed) )*(?:class|record|enum|interface) ");
    private static final Pattern PROPERTIES_RECORD = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@Validated\\s*)?@ConfigurationProperties\\(\"[a-z.-]+\"\\)\\s*"
                    + "(?:@Validated\\s*)?(?:public )?record \\w+\\((.*)\\)\\s*\\{",
            Pattern.DOTALL);
    private static final Pattern COMPONENT =
            Pattern.compile("(?:^|\\s)(?:[A-Z][\\w.<>]*|int|long|boolean|double) ([a-z]\\w*)\\s*(?:,|$)");

    @Test
    void everyClassSaysWhatItIs() {
        assertThat(breaking(source -> !documented(source))).isEmpty();
    }

    private static boolean documented(String source) {
        Matcher type = TYPE.matcher(source);
        return !type.find() || source.substring(0, type.start()).strip().endsWith("*/");
    }

    @Test
    void everySettingIsExplained() {
        Set<String> unexplained = new TreeSet<>();
        int records = 0;
        for (Path file : files()) {
            Matcher record = PROPERTIES_RECORD.matcher(text(file));
            if (record.find()) {
                records++;
                String components = record.group(2).replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "");
                COMPONENT
                        .matcher(components)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !record.group(1).contains("@param " + name + " "))
                        .forEach(name -> unexplained.add(file.getFileName() + ": " + name));
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(records)
                .isEqualTo(files().stream()
                        .filter(file -> text(file).contains("@ConfigurationProperties("))
                        .count());
    }

    @Test
    void nothingIsPutOffOrSwitchedOff() {
        assertThat(breaking(source -> Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b|@author|@Disabled")
                        .matcher(source)
                        .find()))
                .isEmpty();
    }

    @Test
    void everyScheduledTaskNamesTheThreadOfItsConcern() {
        Pattern scheduled = Pattern.compile("@Scheduled\\((?!scheduler = )");
        assertThat(breaking(source -> scheduled.matcher(source).find())).isEmpty();
    }

    @Test
    void programsOfThisMachineAreNotStarted() {
        assertThat(breaking(
                        source -> source.contains("ProcessBuilder") || source.contains("Runtime.getRuntime().exec")))
                .isEmpty();
    }

    @Test
    void onlyTheRemoteRoomOpensSsh() {
        assertThat(files().stream()
                        .filter(file -> !file.startsWith(SOURCES.resolve("org/sluice/remote")))
                        .filter(file -> text(file).contains("net.schmizz"))
                        .toList())
                .isEmpty();
    }

    @Test
    void onlyAccessMakesAnActingUser() {
        Pattern made = Pattern.compile("new (ActingUser|Viewer)\\(");
        assertThat(files().stream()
                        .filter(file -> made.matcher(text(file)).find())
                        .map(file ->
                                SOURCES.resolve("org/sluice").relativize(file).getName(0)))
                .map(Path::toString)
                .containsOnly("access");
    }

    /** Patterns of java.util.regex go back and try again; over what people wrote RE2's are used, which do not. */
    @Test
    void onlyShortWordsMeetPatternsThatGoBack() {
        Set<String> read = Set.of(
                "Blocks",
                "Citations",
                "Command",
                "DataBlock",
                "ExitStatus",
                "FormField",
                "Given",
                "Gres",
                "HostList",
                "HttpAnswer",
                "JobAddress",
                "JobBlock",
                "JobId",
                "JobState",
                "KeyValues",
                "Labels",
                "LocalAccount",
                "Memory",
                "Positions",
                "RailEntry",
                "ReasonSentences",
                "Sacct",
                "Sbatch",
                "SbatchOptions",
                "ScontrolShowJob",
                "ScontrolShowNode",
                "SlurmDuration",
                "SlurmTime",
                "SlurmWords",
                "Squeue",
                "SubmissionKey",
                "TypedTime",
                "Words");
        assertThat(files().stream()
                        .filter(file -> text(file).contains("java.util.regex"))
                        .map(file -> file.getFileName().toString().replace(".java", ""))
                        .filter(name -> !read.contains(name)))
                .isEmpty();
    }

    @Test
    void oneFactoryMakesTheThreads() {
        assertThat(files().stream()
                        .filter(file -> text(file).contains("new Thread("))
                        .map(file -> file.getFileName().toString()))
                .containsExactly("DaemonThreads.java");
    }

    @Test
    void noQueryIsJoinedFromWords() {
        Pattern joined = Pattern.compile("\\.sql\\((?!\"\"\"|\"[^\"]*\"\\)|[A-Z_]+\\))([^\\n]*)");
        Set<String> found = new TreeSet<>();
        for (Path file : files()) {
            joined.matcher(text(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(sql -> found.add(file.getFileName() + ": " + sql));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyWaitOfATestIsPatient() {
        Pattern impatient = Pattern.compile(
                "org\\.awaitility|Thread\\.sleep|setTimeout\\(|setDefaultTimeout\\(|\\.orTimeout\\(|"
                        + "awaitTermination\\(|\\b(get|await|waitFor|join|acquire)\\([^()]*, (TimeUnit\\.)?(SECONDS|MINUTES)\\)");
        assertThat(files(TESTS).stream()
                        .filter(file -> !file.endsWith("Patience.java") && !file.endsWith("HouseRulesTests.java"))
                        .filter(file -> impatient.matcher(text(file)).find()))
                .as("tests that wait otherwise than by Patience")
                .isEmpty();
    }

    private static Set<String> breaking(Predicate<String> rule) {
        return files().stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .filter(file -> rule.test(text(file)))
                .map(Path::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> files() {
        return files(SOURCES);
    }

    private static List<Path> files(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
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
