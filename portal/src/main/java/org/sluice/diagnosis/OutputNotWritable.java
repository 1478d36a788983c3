package org.sluice.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Slurm could not open its output file, so the script never began (exit 0:53). */
final class OutputNotWritable implements Rule {
    @Override
    public Optional<Finding> look(Evidence evidence) {
        if (!evidence.ended()
                || evidence.job().exitStatus() == null
                || !evidence.job().exitStatus().isNotStarted()) {
            return Optional.empty();
        }
        String path = evidence.job().stdOut();
        List<Citation> citations = new ArrayList<>(List.of(evidence.exit().orElseThrow()));
        if (path != null) {
            citations.add(evidence.field("StdOut", path));
        }
        citations.add(evidence.field("WorkDir", evidence.job().workDir()));
        return Optional.of(new Finding(
                name(),
                "Its output file could not be written",
                "The script never began: the node could not open "
                        + (path == null ? "its output file" : path)
                        + " as " + evidence.job().owner() + ", or not enter its directory.",
                Confidence.LIKELY,
                citations,
                "Write to a directory that exists and is yours, on a file system that the nodes have too (--output, --chdir);"
                        + " make the directory before you submit. A full quota does the same.",
                null));
    }
}
