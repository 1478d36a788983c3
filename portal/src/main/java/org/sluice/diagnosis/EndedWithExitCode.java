package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.sluice.jobs.JobStep;
import org.sluice.slurm.ExitStatus;

/** What the exit codes and signals of its steps say, where nothing says more. */
final class EndedWithExitCode implements Rule {
    /** signal(7) and what it mostly means of a job. */
    private static final Map<Integer, String> SIGNALS = Map.of(
            4, "It ran an instruction that this node's processor does not have: it was built for another one.",
            6, "It ended itself (abort), as programs do when they find something they cannot go on with.",
            7, "It used memory that was not there any more; often /dev/shm is too small, or a mapped file was cut.",
            8, "It divided by zero, or computed something like that.",
            9, "Something ended it at once: the kernel for its memory, a scancel, or a limit.",
            11, "It touched memory it may not touch: a fault of the program, or libraries that do not fit together.",
            13, "It wrote to something that nobody read any more.",
            15, "It was asked to end: by scancel, by a limit, or by its own script.");

    private static final Map<Integer, String> CODES = Map.of(
            1, "The program says only that it failed.",
            2, "The program says that it was called wrongly, or a file was not there.",
            126, "A file that should be run cannot be run.",
            127, "A program was not found.",
            255, "The program says only that it failed; ssh ends so when it cannot connect.");

    /** What shells say of a program that a signal ended, and that signal. */
    private static final Map<String, Integer> WORDS = Map.of(
            "Segmentation fault", 11,
            "Aborted", 6,
            "Bus error", 7,
            "Floating point exception", 8,
            "Illegal instruction", 4,
            "Killed", 9);

    private static final Wording SAID = Wording.of(
            "(" + String.join("|", WORDS.keySet()) + ")(?: +\\(core dumped\\))?(?:$| )",
            WORDS.keySet().toArray(String[]::new));

    @Override
    public Optional<Finding> look(Evidence evidence) {
        ExitStatus exit = evidence.job().exitStatus();
        if (!evidence.failed() || exit == null || exit.isSuccess()) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>(List.of(evidence.exit().orElseThrow()));
        for (JobStep step : evidence.record().steps()) {
            ExitStatus ended = step.exit();
            if (ended != null && !ended.isSuccess()) {
                citations.add(evidence.stepField(step, "ExitCode", ended));
            }
        }
        Optional<Citation.Line> said = evidence.last(SAID).or(evidence::lastWords);
        said.ifPresent(citations::add);
        OptionalInt signal = signal(exit, said);
        return Optional.of(new Finding(
                name(),
                signal.isPresent()
                        ? "It was killed by " + ExitStatus.signalName(signal.getAsInt())
                        : "It ended with exit code " + exit.code(),
                means(exit, signal)
                        + (said.isPresent()
                                ? " The line quoted is all it says about it."
                                : " Why is not known: " + without(evidence)),
                signal.isPresent() ? Confidence.LIKELY : Confidence.POSSIBLE,
                citations,
                "Look at the last lines of the output; let the script say what it does (set -x, python -u), and submit it again.",
                null));
    }

    private static OptionalInt signal(ExitStatus exit, Optional<Citation.Line> said) {
        if (exit.killedBy().isPresent()) {
            return exit.killedBy();
        }
        return said.flatMap(line -> SAID.in(line.text()))
                .map(matcher -> WORDS.get(matcher.group(1)))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static String means(ExitStatus exit, OptionalInt signal) {
        @Nullable String words = signal.isPresent() ? SIGNALS.get(signal.getAsInt()) : CODES.get(exit.code());
        return words == null ? "What this code means is the program's own affair." : words;
    }

    private static String without(Evidence evidence) {
        String problem = evidence.output().problem();
        return problem == null ? "its output says nothing." : "its output could not be read. " + problem;
    }
}
