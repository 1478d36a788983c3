package org.sluice.signer;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The signer's own log: one line for each answer, given or refused, and never a key.
 *
 * <p>A line reads {@code 2026-11-21T04:14:39.120Z peer=sluice-portal purpose="command" user="alice" login="alice"
 * request="5f0c2a1e" serial=1795666479000001 given}.
 */
final class SigningLog implements AutoCloseable {
    private static final int FIELD_LIMIT = 128;

    private final Writer writer;
    private final Clock clock;

    private SigningLog(Writer writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    static SigningLog open(Path file, Clock clock) throws StartRefused {
        try {
            return new SigningLog(
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), clock);
        } catch (IOException refused) {
            throw new StartRefused("The log " + file + " cannot be written: " + refused
                    + ". Make its directory writable for this user.");
        }
    }

    /** Writes the line through to the file before it returns: an answer that is not written is not given. */
    synchronized void write(String peer, Map<String, String> fields, OptionalLong serial, String outcome)
            throws IOException {
        StringBuilder line =
                new StringBuilder(clock.instant().toString()).append(" peer=").append(plain(peer));
        for (String name : new String[] {"purpose", "user", "login", "request"}) {
            line.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(plain(fields.getOrDefault(name, "")))
                    .append('"');
        }
        line.append(" serial=").append(serial.isPresent() ? Long.toString(serial.getAsLong()) : "-");
        writer.append(line).append(' ').append(outcome).append('\n').flush();
    }

    /** What was sent may be anything: it stays on its line and inside its quotes. */
    private static String plain(String text) {
        String printable = text.replaceAll("[^ !#-~]", "?");
        return printable.length() <= FIELD_LIMIT ? printable : printable.substring(0, FIELD_LIMIT) + "...";
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
