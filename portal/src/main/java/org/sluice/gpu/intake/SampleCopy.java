package org.sluice.gpu.intake;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.sluice.gpu.exposition.Reading;

/**
 * Readings on their way into the table of samples, in PostgreSQL's binary form of COPY (manual, "COPY", "Binary
 * Format"): a row is a count of fields, each with its length in bytes, -1 for null.
 */
final class SampleCopy {
    private static final String COPY = "copy gpu_sample (at, device, utilization, memory_used, power, temperature,"
            + " memory_copy, sm_clock, clock_events) from stdin (format binary)";
    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short FIELDS = 9;
    private static final int LONGEST_ROW = 2 + FIELDS * 4 + 8 + 8 * 4;
    private static final short END = -1;
    private static final int NULL = -1;
    /** PostgreSQL counts microseconds from 2000-01-01 on. */
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private ByteBuffer rows = ByteBuffer.allocate(64 * 1024).put(HEAD);
    private int count;

    void add(int device, Instant at, Reading reading) {
        if (rows.remaining() < LONGEST_ROW + 2) {
            rows = ByteBuffer.allocate(2 * rows.capacity()).put(rows.flip());
        }
        rows.putShort(FIELDS);
        rows.putInt(8).putLong((at.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + at.getNano() / 1000);
        rows.putInt(4).putInt(device);
        put(reading.utilization());
        put(reading.memoryUsed());
        put(reading.power());
        put(reading.temperature());
        put(reading.memoryCopy());
        put(reading.smClock());
        if (reading.clockEvents() < 0) {
            rows.putInt(NULL);
        } else {
            rows.putInt(4).putInt(reading.clockEvents());
        }
        count++;
    }

    int count() {
        return count;
    }

    /** Writes all rows into the table; in the connection's transaction. */
    void into(Connection connection) throws SQLException {
        if (count == 0) {
            return;
        }
        rows.putShort(END);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            copy.writeToCopy(rows.array(), 0, rows.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void put(float value) {
        if (Float.isNaN(value)) {
            rows.putInt(NULL);
        } else {
            rows.putInt(4).putFloat(value);
        }
    }
}
