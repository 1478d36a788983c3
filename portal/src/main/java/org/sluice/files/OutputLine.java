package org.sluice.files;

/**
 * A line of a job's output as a terminal would show it, without control sequences.
 *
 * @param number counted from 1 in its file
 * @param text at most 2,000 characters of it
 */
public record OutputLine(String path, long number, String text) {}
