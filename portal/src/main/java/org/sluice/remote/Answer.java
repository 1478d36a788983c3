package org.sluice.remote;

/**
 * What a program on the head answered.
 *
 * @param status its exit status as the shell gives it: 0 to 255, 126 and 127 when it could not be started, 128 and
 *     the signal's number when a signal ended it
 * @param output all of its standard output, read as UTF-8 (bytes that are none become U+FFFD)
 * @param errors its standard error, at most {@value #ERRORS_LIMIT_BYTES} bytes of it
 */
public record Answer(int status, String output, String errors) {
    /** People read the errors; past this many bytes they are cut and say so. */
    public static final int ERRORS_LIMIT_BYTES = 64 * 1024;

    private static final int ENDED_BY_TERM = 124;
    private static final int ENDED_BY_KILL = 137;

    public boolean succeeded() {
        return status == 0;
    }

    /** Whether the head ended it at its limit: timeout(1) then exits with 124, or 137 when it had to kill. */
    public boolean ranOutOfTime() {
        return status == ENDED_BY_TERM || status == ENDED_BY_KILL;
    }
}
