package org.sluice.diagnosis;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script cannot be run: its first line names a program that is not there, or it is not executable (exit 126). */
final class BadInterpreter implements Rule {
    /** slurmstepd's words, then bash's before and since 5.2. */
    static final Wording LINE = Wording.of(
            "bad interpreter\\((?<slurm>[^)]*)\\)"
                    + "|: (?<bash>[^:\\s]+): bad interpreter: "
                    + "|: (?<file>\\S+): cannot execute: required file not found"
                    + "|: (?<denied>\\S+): Permission denied$"
                    + "|: (?<format>\\S+): (?:cannot execute binary file: )?Exec format error",
            "bad interpreter",
            "cannot execute: required file not found",
            ": Permission denied",
            "Exec format error");

    private static final int NOT_EXECUTABLE = 126;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed()) {
            return Optional.empty();
        }
        Optional<Citation.Line> line = evidence.last(LINE);
        boolean says126 = evidence.exitCode() == NOT_EXECUTABLE;
        Optional<Matcher> read = line.flatMap(quoted -> LINE.in(quoted.text()));
        boolean interpreter = read.filter(m -> m.group("denied") == null && m.group("format") == null)
                .isPresent();
        if (!says126 && !interpreter) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>();
        line.ifPresent(citations::add);
        evidence.exit().ifPresent(citations::add);
        String what = read.map(BadInterpreter::named).orElse("");
        boolean windows = what.endsWith("^M") || what.endsWith("\r");
        return Optional.of(new Finding(
                name(),
                interpreter ? "The program that should run its script is not there" : "A file could not be run",
                interpreter
                        ? "The first line of a script (#!) names "
                                + (what.isEmpty() ? "a program" : what) + ", which is not on the node."
                                + (windows ? " The line ends as Windows ends lines." : "")
                        : "The script calls " + (what.isEmpty() ? "a file" : what)
                                + ", which is not executable, or made for another sort of machine.",
                line.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                citations,
                windows
                        ? "Save the script with Unix line ends: sed -i 's/\\r$//' FILE."
                        : interpreter
                                ? "Begin the script with a program the nodes have, such as #!/bin/bash or #!/usr/bin/env python3."
                                : "Make it executable (chmod +x), or call it by its interpreter: python3 FILE, bash FILE.",
                null));
    }

    private static String named(Matcher matcher) {
        for (String group : new String[] {"slurm", "bash", "file", "denied", "format"}) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }
}
