package org.sluice.remote;

/**
 * A part of a file.
 *
 * @param offset where in the file it begins, in bytes
 * @param sizeBytes how long the file was when it was opened
 */
@SuppressWarnings("ArrayRecordComponent")
public record FilePart(byte[] bytes, long offset, long sizeBytes) {
    /** Where the next part begins. */
    public long next() {
        return offset + bytes.length;
    }
}
