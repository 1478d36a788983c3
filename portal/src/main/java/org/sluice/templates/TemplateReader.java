package org.sluice.templates;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;

/** Reads one template's directory; whatever is wrong with it is said with the file and the field. */
final class TemplateReader {
    private static final String FIRST_LINE = "#!/bin/bash\n";
    private static final int LAST = 100;

    /** manifest.yml, as it is written. */
    private record Manifest(
            @Nullable String title,
            @Nullable String summary,
            @Nullable String category,
            @Nullable String icon,
            @Nullable Integer order,
            @Nullable Map<String, String> options) {}

    /** form.yml, as it is written. */
    private record Form(@Nullable List<@Nullable Field> fields) {}

    /** One field of form.yml, as it is written. */
    private record Field(
            @Nullable String name,
            @Nullable String label,
            @Nullable String help,
            @Nullable String type,
            @Nullable Boolean required,
            @JsonProperty("default") @Nullable String defaultValue,
            @Nullable Map<String, String> choices,
            @Nullable Long min,
            @Nullable Long max,
            @Nullable String option,
            @Nullable String variable) {}

    private TemplateReader() {}

    static JobTemplate read(Path directory) {
        Path file = directory.resolve("manifest.yml");
        Manifest manifest = yaml(file, Manifest.class);
        return new JobTemplate(
                directory.getFileName().toString(),
                text(manifest.title(), "title is missing", file),
                text(manifest.summary(), "summary is missing", file),
                text(manifest.category(), "category is missing", file),
                text(manifest.icon(), "icon is missing", file),
                Objects.requireNonNullElse(manifest.order(), LAST),
                options(Objects.requireNonNullElse(manifest.options(), Map.of()), file),
                fields(directory.resolve("form.yml")),
                body(directory.resolve("script.sh")));
    }

    private static <T> T yaml(Path file, Class<T> type) {
        try {
            return YamlFile.read(file, type);
        } catch (IOException e) {
            throw new BadTemplate(file, "it cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new BadTemplate(file, String.valueOf(e.getMessage()));
        }
    }

    private static SbatchOptions options(Map<String, String> written, Path file) {
        SbatchOptions options = SbatchOptions.NONE;
        for (Map.Entry<String, String> entry : written.entrySet()) {
            try {
                options = options.with(option(entry.getKey(), file), entry.getValue());
            } catch (InvalidOption e) {
                throw new BadTemplate(file, String.valueOf(e.getMessage()));
            }
        }
        return options;
    }

    private static Option option(String word, Path file) {
        return Option.ofWord(word)
                .orElseThrow(() -> new BadTemplate(file, "there is no option '" + word + "' to offer"));
    }

    private static List<FormField> fields(Path file) {
        List<@Nullable Field> written = yaml(file, Form.class).fields();
        if (written == null) {
            throw new BadTemplate(file, "there is no list named fields");
        }
        List<FormField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Field entry : written) {
            if (entry == null) {
                throw new BadTemplate(file, "a field is empty");
            }
            FormField field = field(entry, file);
            if (!names.add(field.name())) {
                throw new BadTemplate(file, "field " + field.name() + " is there twice");
            }
            fields.add(field);
        }
        return List.copyOf(fields);
    }

    private static FormField field(Field field, Path file) {
        String name = text(field.name(), "name is missing", file);
        String type = text(field.type(), "type is missing in field " + name, file);
        try {
            return new FormField(
                    name,
                    text(field.label(), "label is missing in field " + name, file),
                    Objects.requireNonNullElse(field.help(), ""),
                    FieldType.of(type).orElseThrow(() -> new BadTemplate(file, "there is no type '" + type + "'")),
                    Boolean.TRUE.equals(field.required()),
                    Objects.requireNonNullElse(field.defaultValue(), ""),
                    Objects.requireNonNullElse(field.choices(), Map.of()),
                    field.min(),
                    field.max(),
                    field.option() == null ? null : option(field.option(), file),
                    field.variable());
        } catch (IllegalArgumentException e) {
            throw new BadTemplate(file, String.valueOf(e.getMessage()));
        }
    }

    private static String body(Path file) {
        try {
            String script = Files.readString(file);
            if (!script.startsWith(FIRST_LINE)) {
                throw new BadTemplate(file, "its first line has to be #!/bin/bash");
            }
            if (script.contains("\n#SBATCH")) {
                throw new BadTemplate(file, "options stand in form.yml or manifest.yml, not as #SBATCH lines");
            }
            return script.substring(FIRST_LINE.length());
        } catch (IOException e) {
            throw new BadTemplate(file, "it cannot be read: " + e);
        }
    }

    private static String text(@Nullable String value, String otherwise, Path file) {
        if (value == null || value.isBlank()) {
            throw new BadTemplate(file, otherwise);
        }
        return value;
    }
}
