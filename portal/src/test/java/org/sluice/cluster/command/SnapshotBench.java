package org.sluice.cluster.command;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long the answer of a queue with 10,000 jobs takes to read, as a ratio to merely cutting the same text into its
 * fields. Not a test: machines differ.
 */
public final class SnapshotBench {
    private static final int JOBS = 10_000;
    private static final int ROUNDS = 15;

    private SnapshotBench() {}

    public static void main(String[] arguments) {
        String answer = QueueAnswer.ofJobs(JOBS);
        int read = 0;
        long cut = 0;
        long[] reading = new long[ROUNDS];
        long[] cutting = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            read = QueueAnswer.question().parse(answer).all().size();
            long between = System.nanoTime();
            cut += fields(answer);
            cutting[round] = System.nanoTime() - between;
            reading[round] = between - begun;
        }
        System.out.printf(
                "a picture of %,d jobs (%,d bytes): read in %d ms, %.1f times as long as cutting it into %,d fields%n",
                read,
                answer.length(),
                Duration.ofNanos(median(reading)).toMillis(),
                (double) median(reading) / median(cutting),
                cut / ROUNDS);
    }

    private static long fields(String answer) {
        return answer.split(Mark.FIELD, -1).length;
    }

    private static long median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
