package org.sluice.cluster.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluice.slurm.UnreadableWord;

/**
 * {@code Key=Value Key=Value} as {@code scontrol} writes it. A value reaches to the next key, so that it may hold spaces
 * ({@code OS=Linux 6.1 #1 SMP}).
 */
final class KeyValues {
    private static final Pattern KEY = Pattern.compile("(?:^|\\s)([A-Za-z][A-Za-z0-9_/:]*)=");

    private final Map<String, String> values;

    private KeyValues(Map<String, String> values) {
        this.values = values;
    }

    /** Of a key that stands twice the first value counts: for records whose people's texts stand last. */
    static KeyValues of(String text) {
        return read(text, false);
    }

    /** Refuses a key that stands twice: for records whose people's texts stand first. */
    static KeyValues ofUnique(String text) {
        return read(text, true);
    }

    private static KeyValues read(String text, boolean unique) {
        Map<String, String> values = new HashMap<>();
        Matcher key = KEY.matcher(text);
        boolean found = key.find();
        while (found) {
            String name = key.group(1);
            int begin = key.end();
            found = key.find();
            String value =
                    text.substring(begin, found ? key.start() : text.length()).strip();
            if (values.putIfAbsent(name, value) != null && unique) {
                throw new UnreadableWord(name, "there only once: people's words imitate Slurm's");
            }
        }
        return new KeyValues(values);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value, or an empty text where the key does not stand there. */
    String get(String key) {
        return values.getOrDefault(key, "");
    }

    String require(String key) {
        return find(key).orElseThrow(() -> new UnreadableWord(key, "among the keys of this record"));
    }

    int number(String key) {
        return Integer.parseInt(require(key));
    }
}
