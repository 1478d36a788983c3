package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Text that costs a careless pattern most, and pieces that look like what the rules look for. */
final class HostileText {
    private static final List<String> PIECES = List.of(
            "a",
            " ",
            "\t",
            ":",
            ": ",
            "/",
            "'",
            "\u2019",
            "(",
            ")",
            "\u001b]0;",
            "\u0000",
            "\u2028",
            "\ud800",
            "0",
            "999999999999999999999999",
            "line 1: ",
            ": 1: ",
            ": not found",
            "command not found",
            ": No such file or directory",
            "/usr/bin/env: \u2018",
            "execve(): ",
            "bad interpreter",
            "bad interpreter(/bin/x)",
            ": bad interpreter: ",
            ": cannot execute: required file not found",
            ": Permission denied",
            "Exec format error",
            "CUDA out of memory",
            "Tried to allocate 999999999999999999999.5 GiB",
            "No space left on device",
            "Disk quota exceeded",
            "Killed",
            "Segmentation fault (core dumped)",
            "Detected 99999999999999999999 oom_kill event",
            "exceeded memory limit (999999999999999999999 > 1)",
            "exceeded memory limit (999999999999999 > 9)",
            "Watchdog caught collective operation timeout",
            "OpType=ALLREDUCE ",
            "ran for 99999999999999999999999 milliseconds",
            "ran for 999999999999999 milliseconds",
            "Traceback (most recent call last):",
            "  File \"x.py\", line 99999999999999999999",
            "ValueError: no",
            "x.y.Z",
            "*** JOB 1 ON a1 CANCELLED AT 2026 DUE TO TIME LIMIT ***");

    private HostileText() {}

    /** By name, each at least that long and of one line. */
    static Map<String, String> kinds(int length) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String piece : PIECES) {
            kinds.put(piece, piece.repeat(length / piece.length() + 1));
        }
        kinds.put("every piece", String.join("", PIECES).repeat(length / 900 + 1));
        return kinds;
    }

    /** A few pieces in a row. */
    static String line(Random random) {
        StringBuilder line = new StringBuilder();
        for (int pieces = random.nextInt(6); pieces >= 0; pieces--) {
            line.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return line.toString();
    }

    static List<String> lines(Random random, int most) {
        List<String> lines = new ArrayList<>();
        for (int number = random.nextInt(most + 1); number > 0; number--) {
            lines.add(line(random));
        }
        return lines;
    }

    static <T> T oneOf(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
