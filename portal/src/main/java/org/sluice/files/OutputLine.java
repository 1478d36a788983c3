package org.sluice.files;

/**
 * A line of a job's output as a terminal would show it, without control sequences.
 *
 * @param error whether it stands in an error file of its own
 * @param number counted from 1 in its file
 * @param text at most 2,000 characters of it
 */
public record OutputLine(String path, boolean error, long number, String text) {
    /** A line of the output file. */
    public OutputLine(String path, long number, String text) {
        this(path, false, number, text);
    }
}
