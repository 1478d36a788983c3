package org.sluice.signer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a certificate is for; it permits that and nothing else. */
enum Purpose {
    /** Commands and files: no pty, no forwarding. */
    COMMAND,
    /** A terminal: a pty, no forwarding. */
    TERMINAL,
    /** A tunnel to the exporters: forwarding, no pty. */
    TELEMETRY;

    /** The extensions as {@code ssh-keygen -O} spells them, to follow {@code -O clear}. */
    List<String> permissions() {
        return switch (this) {
            case COMMAND -> List.of();
            case TERMINAL -> List.of("permit-pty");
            case TELEMETRY -> List.of("permit-port-forwarding");
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Purpose> ofWord(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst();
    }
}
