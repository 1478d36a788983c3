package org.sluice.templates;

import java.util.Locale;
import java.util.Optional;

/** What a field of a form holds. */
enum FieldType {
    TEXT,
    TEXTAREA,
    INTEGER,
    CHOICE,
    TIME,
    MEMORY,
    GPUS,
    ACCOUNT,
    PARTITION,
    QOS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<FieldType> of(String word) {
        for (FieldType type : values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
