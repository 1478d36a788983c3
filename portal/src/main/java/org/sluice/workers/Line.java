package org.sluice.workers;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the provisioner's answer, as provisioner/README.md describes it; fields that nobody asks for are ignored.
 */
final class Line {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> BAD_ENDS = Set.of("refused", "failed");
    private static final int LONGEST_WORDS = 500;

    private final JsonNode fields;

    private Line(JsonNode fields) {
        this.fields = fields;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is not an object of JSON with a kind
     */
    static Line read(String text) {
        try {
            JsonNode fields = JSON.readTree(text);
            if (!fields.isObject() || !fields.path("line").isString()) {
                throw new IllegalArgumentException("not a line of the contract: " + cut(text));
            }
            return new Line(fields);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("not JSON: " + cut(text), broken);
        }
    }

    String kindOfLine() {
        return text("line");
    }

    boolean is(String kind) {
        return kindOfLine().equals(kind);
    }

    /** Whether it is the last line of a call that went wrong. */
    boolean isBadEnd() {
        return BAD_ENDS.contains(kindOfLine());
    }

    /** Whether the field is there and true. */
    boolean says(String field) {
        return fields.path(field).asBoolean(false);
    }

    /** Words of the field, on one line and not too long; empty where there are none. */
    String text(String field) {
        return cut(
                fields.path(field).asString("").replaceAll("\\p{Cntrl}+", " ").strip());
    }

    /** The field exactly as it stands, for handing it back. */
    String token(String field) {
        return fields.path(field).asString("");
    }

    /** Whether the field is there and not null. */
    boolean has(String field) {
        return !fields.path(field).isMissingNode() && !fields.path(field).isNull();
    }

    /** A whole number; negative where there is none. */
    int number(String field) {
        JsonNode value = fields.path(field);
        return value.isIntegralNumber() && value.canConvertToInt() ? value.intValue() : -1;
    }

    /** A price an hour; null where it is not known. */
    @Nullable
    BigDecimal price(String field) {
        JsonNode value = fields.path(field);
        return value.isNumber() && value.decimalValue().signum() >= 0 ? value.decimalValue() : null;
    }

    @Nullable
    Instant time(String field) {
        try {
            String value = fields.path(field).asString("");
            return value.isEmpty() ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    @Override
    public String toString() {
        return cut(fields.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_WORDS ? text : text.substring(0, LONGEST_WORDS) + "...";
    }
}
