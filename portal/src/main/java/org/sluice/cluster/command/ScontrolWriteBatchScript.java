package org.sluice.cluster.command;

import java.util.List;

/** {@code scontrol write batch_script}: a job's script, which Slurm gives to its owner and to administrators. */
public final class ScontrolWriteBatchScript {
    private ScontrolWriteBatchScript() {}

    /** The answer is the script itself. */
    public static List<String> argv(long rawId) {
        return List.of("scontrol", "write", "batch_script", Long.toString(rawId), "-");
    }
}
