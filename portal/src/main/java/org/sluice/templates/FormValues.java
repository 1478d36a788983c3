package org.sluice.templates;

import java.util.LinkedHashMap;
import java.util.Map;

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

    /** These values with those of the template's fields that the other has. */
    FormValues with(JobTemplate template, Map<String, String> other) {
        Map<String, String> values = new LinkedHashMap<>(byName);
        for (FormField field : template.fields()) {
            String value = other.get(field.name());
            if (value != null) {
                values.put(
                        field.name(), field.type() == FieldType.GPUS ? gpus(field, value, other) : text(field, value));
            }
        }
        return new FormValues(values);
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

    private static String gpus(FormField field, String value, Map<String, String> other) {
        String type = other.get(field.name() + TYPE_SUFFIX);
        return type == null || type.isBlank() || value.isBlank() ? value.strip() : type.strip() + ":" + value.strip();
    }

    /** Browsers send line ends as CR LF; a script has LF. */
    private static String text(FormField field, String value) {
        return field.type() == FieldType.TEXTAREA ? value.replace("\r\n", "\n") : value.strip();
    }
}
