package org.sluice.gpu.exposition;

/**
 * What of a body was not taken as it stands, in numbers.
 *
 * @param unreadable lines that could not be read
 * @param impossible values no GPU has, such as the blanks of DCGM; taken as not reported
 * @param contradicting values that differ from one already read for the same device, moment and quantity
 * @param tooMany lines beyond the bounds on label sets and readings
 */
public record Doubts(int unreadable, int impossible, int contradicting, int tooMany) {
    public boolean any() {
        return unreadable + impossible + contradicting + tooMany > 0;
    }

    /** {@code 3 unreadable lines, 1 impossible value}. */
    public String words() {
        return "%d unreadable lines, %d impossible values, %d contradicting values, %d lines too many"
                .formatted(unreadable, impossible, contradicting, tooMany);
    }
}
