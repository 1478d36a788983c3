package org.sluice.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluice.slurm.InvalidOption;
import org.sluice.slurm.SbatchOptions;
import org.sluice.slurm.SbatchOptions.Option;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads one template's directory; whatever is wrong with it is said with the file and the field. */
final class TemplateReader {
    private static final String FIRST_LINE = "#!/bin/bash\n";
    private static final Set<String> FIELD_KEYS = Set.of(
            "name", "label", "help", "type", "required", "default", "choices", "min", "max", "option", "variable");

    private TemplateReader() {}

    static JobTemplate read(Path directory) {
        Path manifestFile = directory.resolve("manifest.yml");
        Map<String, Object> manifest = yaml(manifestFile);
        return new JobTemplate(
                directory.getFileName().toString(),
                text(manifest, "title", manifestFile),
                text(manifest, "summary", manifestFile),
                text(manifest, "category", manifestFile),
                text(manifest, "icon", manifestFile),
                manifest.get("order") instanceof Integer order ? order : 100,
                options(manifest.get("options"), manifestFile),
                fields(directory.resolve("form.yml")),
                body(directory.resolve("script.sh")));
    }

    static Map<String, Object> yaml(Path file) {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (document instanceof Map<?, ?> map) {
                Map<String, Object> named = new LinkedHashMap<>();
                map.forEach((key, value) -> named.put(String.valueOf(key), value));
                return named;
            }
            throw new BadTemplate(file, "it has to hold names and values");
        } catch (IOException e) {
            throw new BadTemplate(file, "it cannot be read: " + e);
        } catch (YAMLException e) {
            throw new BadTemplate(file, String.valueOf(e.getMessage()));
        }
    }

    private static SbatchOptions options(@Nullable Object written, Path file) {
        SbatchOptions options = SbatchOptions.NONE;
        if (written instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                try {
                    options = options.with(option(entry.getKey(), file), String.valueOf(entry.getValue()));
                } catch (InvalidOption e) {
                    throw new BadTemplate(file, String.valueOf(e.getMessage()));
                }
            }
        }
        return options;
    }

    private static Option option(Object word, Path file) {
        return Option.ofWord(String.valueOf(word))
                .orElseThrow(() -> new BadTemplate(file, "there is no option '" + word + "' to offer"));
    }

    private static List<FormField> fields(Path file) {
        if (!(yaml(file).get("fields") instanceof List<?> written)) {
            throw new BadTemplate(file, "there is no list named fields");
        }
        List<FormField> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object entry : written) {
            FormField field = field(entry, file);
            if (!names.add(field.name())) {
                throw new BadTemplate(file, "field " + field.name() + " is there twice");
            }
            fields.add(field);
        }
        return List.copyOf(fields);
    }

    private static FormField field(Object entry, Path file) {
        if (!(entry instanceof Map<?, ?> map)) {
            throw new BadTemplate(file, "'" + entry + "' is not a field with a name, a label and a type");
        }
        Map<String, Object> field = new LinkedHashMap<>();
        map.forEach((key, value) -> field.put(String.valueOf(key), value));
        for (String key : field.keySet()) {
            if (!FIELD_KEYS.contains(key)) {
                throw new BadTemplate(file, "'" + key + "' is not something a field can say");
            }
        }
        String type = text(field, "type", file);
        try {
            return new FormField(
                    text(field, "name", file),
                    text(field, "label", file),
                    optional(field, "help"),
                    FieldType.of(type).orElseThrow(() -> new BadTemplate(file, "there is no type '" + type + "'")),
                    Boolean.TRUE.equals(field.get("required")),
                    optional(field, "default"),
                    choices(field.get("choices")),
                    number(field.get("min")),
                    number(field.get("max")),
                    field.get("option") == null ? null : option(field.get("option"), file),
                    field.get("variable") == null ? null : field.get("variable").toString());
        } catch (IllegalArgumentException e) {
            throw new BadTemplate(file, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> choices(@Nullable Object written) {
        Map<String, String> choices = new LinkedHashMap<>();
        if (written instanceof Map<?, ?> map) {
            map.forEach((value, words) -> choices.put(String.valueOf(value), String.valueOf(words)));
        }
        return choices;
    }

    private static @Nullable Long number(@Nullable Object written) {
        return written instanceof Number number ? number.longValue() : null;
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

    private static String text(Map<String, Object> map, String key, Path file) {
        String value = optional(map, key);
        if (value.isBlank()) {
            throw new BadTemplate(
                    file, key + " is missing" + (map.containsKey("name") ? " in field " + map.get("name") : ""));
        }
        return value;
    }

    private static String optional(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }
}
