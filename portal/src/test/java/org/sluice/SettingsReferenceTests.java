package org.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The reference of settings for operators is what the records of settings say, word for word. */
class SettingsReferenceTests {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path COMMITTED = Path.of("../docs/operate/settings.md");
    private static final Path WRITTEN = Path.of("target/settings.md");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]*+(?:@(?!param)[^@]*+)*+)");

    @Test
    void saysWhatTheRecordsSay() throws IOException, ClassNotFoundException {
        String reference = reference();
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, reference);
        assertThat(Files.readString(COMMITTED))
                .as("portal/%s is what the records say now: copy it over docs/operate/settings.md", WRITTEN)
                .isEqualTo(reference);
    }

    private static String reference() throws IOException, ClassNotFoundException {
        StringBuilder page = new StringBuilder("""
                # Settings of the portal
                <!-- Generated from the records of settings by SettingsReferenceTests; do not edit. -->
                Give them in `application.yaml` beside the jar, or as environment variables: `sluice.cluster.poll-every` is
                `SLUICE_CLUSTER_POLLEVERY`. A setting that is missing or wrong stops the start with its key and what to do.
                Durations are written `500ms`, `2s`, `5m`, `8h` or `7d`.
                """);
        for (Class<?> record : records()) {
            section(record, Files.readString(source(record)), page);
        }
        return page.toString();
    }

    private static Path source(Class<?> record) {
        return SOURCES.resolve(record.getName().replace('.', '/') + ".java");
    }

    private static String prefix(Class<?> record) {
        return record.getAnnotation(ConfigurationProperties.class).value();
    }

    private static List<Class<?>> records() throws IOException, ClassNotFoundException {
        List<Class<?>> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Properties.java"))
                    .toList()) {
                String name = SOURCES.relativize(file).toString().replace(".java", "");
                records.add(Class.forName(name.replace('/', '.')));
            }
        }
        records.sort(Comparator.<Class<?>, String>comparing(SettingsReferenceTests::prefix)
                .thenComparing(Class::getName));
        return records;
    }

    private static void section(Class<?> record, String source, StringBuilder page) {
        String prefix = prefix(record);
        String javadoc = javadoc(source);
        Map<String, String> meanings = meanings(javadoc);
        int params = javadoc.indexOf("@param");
        page.append("\n## ").append(prefix).append('\n');
        page.append(plain(params < 0 ? javadoc : javadoc.substring(0, params))).append("\n\n");
        page.append("| Key | Default | Meaning |\n| --- | --- | --- |\n");
        Parameter[] parameters = record.getDeclaredConstructors()[0].getParameters();
        RecordComponent[] components = record.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            assertThat(meanings).as("@param of %s", record).containsKey(name);
            page.append("| `").append(prefix).append('.').append(kebab(name)).append("` | ");
            page.append(standard(parameters[i])).append(" | ");
            page.append(Objects.requireNonNull(meanings.get(name)).replace("|", "\\|"))
                    .append(" |\n");
        }
    }

    private static String javadoc(String source) {
        Matcher comments = JAVADOC.matcher(source.substring(0, source.indexOf("@ConfigurationProperties")));
        String last = "";
        while (comments.find()) {
            last = comments.group(1);
        }
        return last.lines()
                .map(line -> line.strip().replaceFirst("^\\*", "").strip())
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static Map<String, String> meanings(String javadoc) {
        Map<String, String> meanings = new LinkedHashMap<>();
        Matcher params = PARAM.matcher(javadoc);
        while (params.find()) {
            meanings.put(params.group(1), plain(params.group(2)));
        }
        return meanings;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "$1")
                .replaceAll("</?p>", "")
                .strip();
    }

    /** What holds where the key is not set. */
    private static String standard(Parameter parameter) {
        DefaultValue given = parameter.getAnnotation(DefaultValue.class);
        if (given != null) {
            String values = String.join(",", given.value());
            return values.isEmpty() ? "none" : "`" + values + "`";
        }
        boolean required = Stream.of(NotBlank.class, NotNull.class, NotEmpty.class)
                .anyMatch(constraint -> parameter.getAnnotation(constraint) != null);
        return required ? "has to be set" : "none";
    }

    private static String kebab(String name) {
        return Arrays.stream(name.split("(?=[A-Z])"))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }
}
