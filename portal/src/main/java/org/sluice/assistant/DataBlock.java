package org.sluice.assistant;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluice.diagnosis.Citation;

/**
 * Data for the model between two lines that nobody who wrote the data could know. Each piece is one line that begins with
 * its mark, and only what fitted in is counted as given.
 */
final class DataBlock {
    private static final int MOST_CHARACTERS = 24_000;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern LINE_ENDS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String nonce;
    private final Given given;
    private final StringBuilder text = new StringBuilder();
    private int leftOut;

    DataBlock(String nonce, Given given) {
        this.nonce = nonce;
        this.given = given;
    }

    void field(String name, Object value, String source, @Nullable Instant at) {
        add(new Given.Piece("S:" + name, "field", name, value.toString(), source(source, at)));
    }

    void line(boolean error, long number, String words) {
        add(new Given.Piece(
                (error ? "E" : "L") + number,
                "line",
                (error ? "line " + number + " of the error file" : "line " + number),
                words,
                "output"));
    }

    /** @param mark as {@link Citation.Sample} makes it */
    void gpu(String mark, String gpu, String quantity, String value, @Nullable Instant at) {
        add(new Given.Piece(mark, "gpu", gpu + ", " + quantity, value, source("readings", at)));
    }

    void citation(Citation citation) {
        if (citation instanceof Citation.Line line) {
            line(line.error(), line.number(), line.text());
        } else if (citation instanceof Citation.Field field) {
            field(field.name(), field.value(), field.source(), field.at());
        } else if (citation instanceof Citation.Sample sample) {
            gpu(sample.mark(), sample.gpu(), sample.quantity(), sample.value(), sample.at());
        }
    }

    /** Words of the portal's own about the data. */
    void note(String words) {
        append(oneLine(words));
    }

    private void add(Given.Piece piece) {
        String words = piece.kind().equals("line") ? piece.text() : piece.label() + ": " + piece.text();
        if (append("[" + piece.mark() + "] " + oneLine(words)
                + (piece.kind().equals("line") ? "" : " (" + piece.source() + ")"))) {
            given.add(piece);
        }
    }

    private boolean append(String line) {
        if (text.length() + line.length() > MOST_CHARACTERS) {
            leftOut++;
            return false;
        }
        text.append(line).append('\n');
        return true;
    }

    private static String oneLine(String words) {
        String line = LINE_ENDS.matcher(words).replaceAll(" ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }

    private static String source(String source, @Nullable Instant at) {
        return at == null ? source : source + ", " + TIME.format(at);
    }

    String text() {
        return "BEGIN DATA " + nonce + "\n" + text
                + (leftOut > 0 ? leftOut + " more lines did not fit and were left out.\n" : "") + "END DATA " + nonce;
    }
}
