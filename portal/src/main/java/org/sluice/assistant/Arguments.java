package org.sluice.assistant;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a model wrote as arguments of a call: anything. Names that no tool asks for are not looked at. */
final class Arguments {
    /** They are no use; the message tells the model why. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String why) {
            super(why);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> NAMED = new TypeReference<>() {};
    private static final int LONGEST = 4_000;

    private final Map<String, Object> values;

    private Arguments(Map<String, Object> values) {
        this.values = values;
    }

    static Arguments of(String json) {
        if (json.isBlank()) {
            return new Arguments(Map.of());
        }
        if (json.length() > LONGEST) {
            throw new Wrong("The arguments are too long.");
        }
        try {
            Map<String, Object> values = JSON.readValue(json, NAMED);
            return new Arguments(values == null ? Map.of() : values);
        } catch (JacksonException unreadable) {
            throw new Wrong("The arguments are not a JSON object.");
        }
    }

    String word(String name, String otherwise) {
        Object value = values.get(name);
        return value == null ? otherwise : value.toString().strip();
    }

    /** Models write numbers as words too. */
    int number(String name, int otherwise, int least, int most) {
        String word = word(name, "");
        if (word.isEmpty()) {
            return otherwise;
        }
        try {
            return (int) Math.max(least, Math.min(most, Math.round(Double.parseDouble(word))));
        } catch (NumberFormatException notOne) {
            throw new Wrong("\"" + name + "\" is not a number.");
        }
    }
}
