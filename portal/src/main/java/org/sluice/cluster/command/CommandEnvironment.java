package org.sluice.cluster.command;

import java.util.Map;

/** What every Slurm command here wants in its environment, beside LC_ALL=C. */
public final class CommandEnvironment {
    static final String TIME_FORMAT = "SLURM_TIME_FORMAT";
    static final String ARRAY_TASKS = "SLURM_BITSTR_LEN";

    /**
     * Times as seconds since 1970, which need no time zone (squeue(1), scontrol(1), sacct(1): "SLURM_TIME_FORMAT"), and
     * array task lists in full instead of their first 64 characters (squeue(1), "%K": "SLURM_BITSTR_LEN").
     */
    public static final Map<String, String> VARIABLES = Map.of(TIME_FORMAT, "%s", ARRAY_TASKS, "0");

    private CommandEnvironment() {}
}
