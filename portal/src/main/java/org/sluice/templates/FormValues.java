package org.sluice.templates;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands in the fields of a form, by field name; a field nobody filled is empty. */
record FormValues(Map<String, String> byName) {
    /** A GPU field is two controls on the page: the count under the field's name and the type under this one. */
    static final String TYPE_SUFFIX = "_type";

    static FormValues defaultsOf(JobTemplate template) {
        Map<String, String> values = new LinkedHashMap<>();
        template.fields().forEach(field -> values.put(field.name(), field.defaultValue()));
        return new FormValues(values);
    }

    /** What stands in the field; empty when nobody filled it. */
    public String get(String name) {
        return byName.getOrDefault(name, "");
    }

    /** A partition field is a choice and, beside it, a box for each further partition under this name and the partition's. */
    static final String ALSO_SUFFIX = "_also_";

    /** These values with those of the template's fields that the other has. */
    FormValues with(JobTemplate template, Map<String, String> other) {
        Map<String, String> values = new LinkedHashMap<>(byName);
        for (FormField field : template.fields()) {
            String value = other.get(field.name());
            if (value != null) {
                values.put(field.name(), read(field, value, other));
            }
        }
        return new FormValues(values);
    }

    /** The partition chosen first. */
    public String firstOf(String name) {
        return get(name).split(",", 2)[0];
    }

    /** Whether it is one of the names of a list that follow the first. */
    public boolean hasAlso(String name, String one) {
        return !one.equals(firstOf(name)) && List.of(get(name).split(",", -1)).contains(one);
    }

    /** The count of a GPU field: {@code 2} of {@code a100:2}. */
    public String gpuCount(String name) {
        String value = get(name);
        return value.substring(value.lastIndexOf(':') + 1);
    }

    /** The type of a GPU field, or empty: {@code a100} of {@code a100:2}. */
    public String gpuType(String name) {
        String value = get(name);
        return value.contains(":") ? value.substring(0, value.lastIndexOf(':')) : "";
    }

    private static String read(FormField field, String value, Map<String, String> other) {
        return switch (field.type()) {
            case GPUS -> gpus(field, value, other);
            case PARTITION -> partitions(field, value.strip(), other);
            default -> text(field, value);
        };
    }

    /** The chosen one first: Slurm shows a waiting job under it. Without a first choice there is no further one. */
    private static String partitions(FormField field, String first, Map<String, String> other) {
        String prefix = field.name() + ALSO_SUFFIX;
        return first.isEmpty()
                ? ""
                : Stream.concat(
                                Stream.of(first.split(",", -1)),
                                other.keySet().stream()
                                        .filter(key -> key.startsWith(prefix))
                                        .map(key -> key.substring(prefix.length()))
                                        .sorted())
                        .distinct()
                        .collect(Collectors.joining(","));
    }

    private static String gpus(FormField field, String value, Map<String, String> other) {
        String type = other.get(field.name() + TYPE_SUFFIX);
        return type == null || type.isBlank() || value.isBlank() ? value.strip() : type.strip() + ":" + value.strip();
    }

    /** Browsers send line ends as CR LF; a script has LF. */
    private static String text(FormField field, String value) {
        return field.type() == FieldType.TEXTAREA ? value.replace("\r\n", "\n") : value.strip();
    }
}
