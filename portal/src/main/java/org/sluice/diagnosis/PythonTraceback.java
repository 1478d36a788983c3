package org.sluice.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluice.files.OutputLine;

/** A Python program ended with an exception nobody caught. */
final class PythonTraceback implements Rule {
    private static final Wording BEGINS = Wording.anyOf("Traceback (most recent call last):");
    /** With srun --label each line has its task in front. */
    private static final Pattern LABEL = Pattern.compile("^\\s*\\d+: ?");

    private static final Pattern WHERE = Pattern.compile("^\\s*File \"([^\"]+)\", line (\\d+)");
    private static final Pattern EXCEPTION = Pattern.compile("^(?<type>[A-Za-z_][\\w.]*)(?:: (?<words>.*))?$");

    private static final Map<String, String> WHAT_TO_DO = Map.of(
            "ModuleNotFoundError",
            "Activate the environment that has this module in the script itself, or install it there.",
            "ImportError",
            "The environment does not fit together: build it again, or load the modules it was built with.",
            "FileNotFoundError",
            "Mend the path. A path without / in front counts from the directory the job was submitted in.",
            "PermissionError",
            "Read and write where you may; ls -l shows who may what.",
            "KeyboardInterrupt",
            "It was interrupted from outside; look who cancelled it.");

    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.failed()) {
            return Optional.empty();
        }
        List<OutputLine> lines = evidence.output().lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (BEGINS.isIn(lines.get(i).text(), evidence.budget())) {
                return finding(evidence, lines.subList(i, lines.size()));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> finding(Evidence evidence, List<OutputLine> traceback) {
        OutputLine where = null;
        for (OutputLine line : traceback.subList(1, traceback.size())) {
            evidence.budget().spend(line.text().length());
            String text = LABEL.matcher(line.text()).replaceFirst("");
            Matcher exception = EXCEPTION.matcher(text);
            if (WHERE.matcher(text).find()) {
                where = line;
            } else if (!text.startsWith(" ") && exception.matches()) {
                return CudaOutOfMemory.LINE.in(text).isPresent()
                        ? Optional.empty()
                        : Optional.of(finding(evidence, line, where, exception));
            }
        }
        return Optional.empty();
    }

    private Finding finding(Evidence evidence, OutputLine line, @Nullable OutputLine where, Matcher exception) {
        List<Citation> citations = new ArrayList<>(List.of(evidence.cited(line)));
        if (where != null) {
            citations.add(evidence.cited(where));
        }
        evidence.exit().ifPresent(citations::add);
        String type = exception.group("type");
        String shortType = type.substring(type.lastIndexOf('.') + 1);
        String words = exception.group("words");
        return new Finding(
                name(),
                "Python ended with " + shortType,
                "Nobody caught this exception" + (words == null ? "" : ": " + words)
                        + (words != null && words.endsWith(".") ? "" : "."),
                Confidence.CERTAIN,
                citations,
                WHAT_TO_DO.getOrDefault(
                        shortType,
                        "Mend the program at the place quoted; the whole traceback stands in the output above it."),
                null);
    }
}
