package org.sluice.cluster.command;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Slurm command says on its error output, without its own name in front of each line. */
public final class SlurmWords {
    private static final Pattern PROGRAM =
            Pattern.compile("^(?:sbatch|scancel|scontrol|squeue|sacct|sacctmgr|srun): (?:(?:error|fatal): )?");

    private SlurmWords() {}

    /** {@code Batch job submission failed: ...} of {@code sbatch: error: Batch job submission failed: ...}. */
    public static String of(String stderr) {
        return stderr.lines()
                .map(line -> PROGRAM.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
