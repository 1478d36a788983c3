package org.sluice.cluster.command;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What sets people's texts apart in one answer: control characters around a word drawn anew for each question. A job's
 * name may hold any character, but not a word that nobody could know when the job was named, so no name can forge a row.
 */
public final class Mark {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 6;
    static final String FIELD = "\u001f";

    private final String word;

    private Mark(String word) {
        this.word = word;
    }

    public static Mark drawn() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Mark(HexFormat.of().formatHex(bytes));
    }

    /** The mark of an answer that was recorded earlier. */
    static Mark ofRecording(String word) {
        return new Mark(word);
    }

    /** Stands in front of a text that people chose. */
    String text() {
        return FIELD + word + FIELD;
    }

    /** Stands at the end of a row. */
    String end() {
        return "\u001e" + word + "\u001e";
    }
}
