package org.sluice.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluice.cluster.command.Sbatch;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.sluice.web.Formats;

/** Whatever stands in a form, it is refused at its field or it can be sent. */
class HostileFormTests {
    private static final List<String> PIECES = List.of(
            "",
            " ",
            "0",
            "1",
            "-1",
            "2",
            "99999999999999999999",
            "1:30",
            "1-00:00:00",
            "2h",
            "99999999m",
            "9999d",
            "UNLIMITED",
            "16G",
            "4000M",
            "999999999999999G",
            "a100",
            ":",
            "a100:2",
            ",",
            "gpu,cpu",
            "0-9%2",
            "0-99999999",
            "--",
            "'",
            "\"",
            "\\",
            "$(reboot)",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u001b[31m",
            "\u0085",
            "\u2028",
            "\u202e",
            "\ud83d\ude00",
            "\ud800",
            "\udc00",
            "火",
            "x".repeat(1024),
            "y".repeat(200_000),
            "#SBATCH --mem=1");

    static Stream<Path> templates() throws IOException {
        return Stream.of("../job-templates", "../demo/job-templates").flatMap(HostileFormTests::directories);
    }

    private static Stream<Path> directories(String parent) {
        try (Stream<Path> all = Files.list(Path.of(parent))) {
            return all.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyValueIsRefusedAtItsFieldOrCanBeSent(Path directory) {
        JobTemplate template = TemplateReader.read(directory);
        long seed = 20261130;
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            Map<String, String> given = given(template, random);
            assertThatCode(() -> isRefusedOrCanBeSent(template, given))
                    .as("seed %d, round %d: %s", seed, round, given)
                    .doesNotThrowAnyException();
        }
    }

    private static Map<String, String> given(JobTemplate template, Random random) {
        Map<String, String> given = new HashMap<>();
        for (FormField field : template.fields()) {
            if (random.nextInt(3) == 0) {
                given.put(field.name(), text(random));
                given.put(field.name() + FormValues.TYPE_SUFFIX, text(random));
            }
        }
        return given;
    }

    private static String text(Random random) {
        String text = "";
        for (int pieces = random.nextInt(3); pieces >= 0; pieces--) {
            text += PIECES.get(random.nextInt(PIECES.size()));
        }
        return text;
    }

    private static void isRefusedOrCanBeSent(JobTemplate template, Map<String, String> given) {
        FilledForm form = FilledForm.of(template, template.defaults().with(template, given));
        assertThat(form.errors().values()).noneMatch(String::isBlank);
        form.meanings();
        FormLimits.checked(form, List.of(), () -> OptionalLong.of(1000));
        Checks.of(
                form.options(),
                new SeenCluster(List.of(), List.of(), List.of(), Instant.EPOCH, Instant.EPOCH),
                List.of(),
                new Formats(Clock.systemUTC()));
        Wish.of(form.options()).words();
        if (form.isGood()) {
            SbatchOptions sent = form.options().with(Option.COMMENT, "sluice:" + "k".repeat(40) + " " + form.comment());
            assertThat(Sbatch.argv(sent)).noneMatch(word -> word.contains("\n") || word.contains("\0"));
            assertThat(form.script().codePoints())
                    .noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        }
    }
}
