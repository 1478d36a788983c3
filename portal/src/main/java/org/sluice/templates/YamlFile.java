package org.sluice.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** A file that a person writes in YAML, read as a record that is called after what the file describes. */
final class YamlFile {
    private static final JsonMapper BINDER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private YamlFile() {}

    /**
     * What is not in the file is null in the record.
     *
     * @throws IllegalArgumentException the file holds something else; the message says where, in the file's own words
     */
    static <T> T read(Path file, Class<T> type) throws IOException {
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (!(document instanceof Map<?, ?>)) {
                throw new IllegalArgumentException("it has to hold names and values");
            }
            return BINDER.convertValue(document, type);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (DatabindException e) {
            throw new IllegalArgumentException(words(e), e);
        }
    }

    private static String words(DatabindException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            String place = place(e, e.getPath().size() - 1);
            return "'%s' is not something a %s can say%s"
                    .formatted(
                            unknown.getPropertyName(),
                            unknown.getReferringClass().getSimpleName().toLowerCase(Locale.ROOT),
                            place.isEmpty() ? "" : " (" + place + ")");
        }
        String place = place(e, e.getPath().size());
        return e instanceof MismatchedInputException mismatched
                ? place + " has to be " + expected(mismatched.getTargetType())
                : place + " cannot be read";
    }

    /** The first steps of the way to a value: {@code fields 2, min} is the least value of the second field. */
    private static String place(DatabindException e, int steps) {
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : e.getPath().subList(0, steps)) {
            if (step.getPropertyName() == null) {
                place.append(' ').append(step.getIndex() + 1);
            } else {
                place.append(place.isEmpty() ? "" : ", ").append(step.getPropertyName());
            }
        }
        return place.toString();
    }

    private static String expected(Class<?> type) {
        if (Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "names and values";
    }
}
