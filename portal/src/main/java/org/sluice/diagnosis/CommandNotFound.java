package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of its script is not there (exit 127, or srun's exit 2). */
final class CommandNotFound implements Rule {
    /** bash, dash and env in their own words, then slurmstepd's about srun's program. */
    private static final Wording LINE = Wording.of(
            "(?:line \\d+|: \\d+): (?<shell>\\S+): (?:command )?not found$"
                    + "|^(?:.*/)?env: .(?<env>[^\u2019']+).: No such file or directory"
                    + "|execve\\(\\): (?<srun>\\S+): No such file or directory"
                    + "|line \\d+: (?<path>\\S*/\\S+): No such file or directory",
            "not found",
            ": No such file or directory");

    /** dash's words where a directory of PATH may not be entered; it still ends with 127. */
    private static final Wording DENIED =
            Wording.of(": \\d+: (?<denied>\\S+): Permission denied$", ": Permission denied");

    private static final int NOT_FOUND = 127;

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed()) {
            return Optional.empty();
        }
        Optional<Citation.Line> line = evidence.last(LINE)
                .or(() -> evidence.exitCode() == NOT_FOUND ? evidence.last(DENIED) : Optional.empty());
        // bash since 5.2 ends so too where a program is there and its interpreter is not
        boolean says127 = evidence.exitCode() == NOT_FOUND
                && (line.isPresent() || evidence.last(BadInterpreter.LINE).isEmpty());
        if (line.isEmpty() && !says127) {
            return Optional.empty();
        }
        List<Citation> citations = new ArrayList<>();
        line.ifPresent(citations::add);
        evidence.exit().ifPresent(citations::add);
        String program = line.map(CommandNotFound::program).orElse("");
        return Optional.of(new Finding(
                name(),
                program.isEmpty() ? "A command was not found" : "Command not found: " + program,
                (program.isEmpty() ? "A program that the script calls" : "The program " + program)
                        + (program.contains("/")
                                ? " is not on the node, or the program that its first line (#!) names is not."
                                : " is not on the node, or not where the job looks (PATH)."),
                line.isPresent() && (says127 || evidence.exitCode() == 2) ? Confidence.CERTAIN : Confidence.LIKELY,
                citations,
                program.equals("module")
                        ? "This cluster has no environment modules, or the script's shell does not load them: leave the module"
                                + " lines out or source the modules' profile first."
                        : "Activate the environment or module that has it in the script itself, give its whole path, or mend"
                                + " its spelling. What a login shell has set up the job does not have.",
                null));
    }

    private static String program(Citation.Line line) {
        return LINE.in(line.text())
                .flatMap(found -> Stream.of("shell", "env", "srun", "path")
                        .map(found::group)
                        .filter(Objects::nonNull)
                        .findFirst())
                .or(() -> DENIED.in(line.text()).map(found -> found.group("denied")))
                .orElse("");
    }
}
